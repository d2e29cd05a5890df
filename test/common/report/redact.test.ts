import { describe, expect, it } from "vitest"
import { type PrivateNames, redact } from "#common/domain/report/redact"

const names: PrivateNames = {
  users: ["wangxiaoming", "li", "user"],
  hosts: ["ws-042.lab.example", "ws-042"],
  homes: ["/home/wangxiaoming"],
  publicHosts: ["huggingface.co", "github.com"],
}

const out = (text: string) => redact(text, names).text

describe("what must not leave the machine", () => {
  it.each([
    // Keys.
    ["VLLM_API_KEY=abcd1234efgh5678", "abcd1234"],
    ["vllm serve m --api-key s3cretvalue --port 8000", "s3cretvalue"],
    ["vllm serve m --api-key=s3cretvalue", "s3cretvalue"],
    ["'api_key': ['tok-998877aabb'], 'port': 8000", "tok-998877aabb"],
    ['{"Authorization": "Bearer eyJhbGciOi.abc-def"}', "eyJhbGciOi"],
    ["HF_TOKEN=hf_AbCdEfGhIjKlMnOpQrStUvWx", "hf_AbCd"],
    ["token is hf_AbCdEfGhIjKlMnOpQrStUvWx!", "hf_AbCd"],
    ["OPENAI sk-proj-AbCdEf0123456789xyz", "sk-proj"],
    ["git clone https://oauth2:ghp_0123456789abcdefghij0123@github.com/a/b", "ghp_0123456789"],
    ["--extra-index-url https://wang:pass%40word@index.corp.example/simple", "pass%40word"],
    ["Set-Cookie: token=0a1b2c3d4e5f; Path=/", "0a1b2c3d4e5f"],
    ["aws AKIAIOSFODNN7EXAMPLE found", "AKIAIOSF"],
    // Homes and people.
    ["/home/wangxiaoming/models/GLM-4-9B", "wangxiaoming"],
    ['File "/home/zhang san/x.py"', "zhang"],
    ["/Users/Maria/models", "Maria"],
    [String.raw`C:\Users\Hans\AppData\Local`, "Hans"],
    [String.raw`"C:\\Users\\Hans\\AppData"`, "Hans"],
    ["\\\\wsl$\\Ubuntu\\home/petra/x /home/petra/y", "petra"],
    ["/root/.cache/huggingface", "/root"],
    ["/data/wangxiaoming/models/x", "wangxiaoming"],
    ["owner WangXiaoMing, pid 77", "WangXiaoMing"],
    ["process of li (4121)", " li "],
    ["wangxiaoming@ws-042:~$ vllm serve", "wangxiaoming"],
    ["root@ws-042:/# nvidia-smi", "root@"],
    ["mail wang.xm+gpu@corp.example.cn about it", "wang.xm"],
    // Machines.
    ["host ws-042.lab.example is up", "lab.example"],
    ["[W socket.cpp] hostname WS-042 cannot be retrieved", "WS-042"],
    ["GET https://index.corp.example:8443/simple/vllm/", "corp.example"],
    ["HTTPS_PROXY=http://proxy.corp.example:3128", "proxy.corp"],
    ["socks5h://gate.internal:1080", "gate.internal"],
    ["tcp://node7.cluster.local:29500", "node7"],
    // Addresses.
    ["distributed_init_method=tcp://192.168.3.17:43251", "192.168.3.17"],
    ["Connection to 10.0.0.5:8000 refused", "10.0.0.5"],
    ["(10.1.2.3)", "10.1.2.3"],
    ["addr=fe80::1c2d:3eff:fe4f:5061%eth0", "fe80"],
    ["2001:0db8:85a3:0000:0000:8a2e:0370:7334", "85a3"],
    ["listening on [2001:db8::8a2e:370:7334]:8000", "8a2e"],
    ["ether 00:1a:2b:3c:4d:5e brd", "1a:2b"],
    ["GPU-8f1d2c3b-1a2b-3c4d-5e6f-778899aabbcc", "8f1d2c3b"],
    ["CUDA_VISIBLE_DEVICES=MIG-8f1d2c3b-1a2b-3c4d-5e6f-778899aabbcc", "8f1d2c3b"],
    // What was said.
    ["Received request chatcmpl-1: prompt: 'my salary is 5000', params: SamplingParams(n=1)", "salary"],
    [`Received request chatcmpl-1: prompt: "it's my salary", params`, "salary"],
    [String.raw`prompt: 'it\'s my salary', params`, "salary"],
    ["prompt_token_ids=[151331, 151333, 198, 14978], sampling_params", "14978"],
    [`{"role": "user", "content": "我的病历"}`, "病历"],
    ["{'role': 'user', 'content': 'patient record'}", "patient"],
    ["messages=[{'role': 'user', 'x': 'patient record'}]", "patient"],
    ["[type=string_type, input_value={'type': 'text', 'x': 'patient record'}, input_type=dict]", "patient"],
    [`"arguments": "{\\"name\\": \\"patient\\"}"`, "patient"],
    [`'reasoning_content': "the patient said"`, "patient"],
    // One line after the other.
    ["a 10.0.0.5\nb /home/eve/x\nc prompt: 'eve'", "eve"],
  ])("is taken out of %j", (text, secret) => {
    expect(out(text)).not.toContain(secret)
  })
})

describe("what a reader needs", () => {
  it.each([
    "vLLM API server version 0.31.0",
    "torch==2.13.0+cu130, nvidia-cublas==13.1.0.3",
    "Downloading nvidia_cudnn_cu13-9.15.1.9-py3-none-manylinux_2_27_x86_64.whl (611.1 MiB)",
    "nvidia-cusparselt-cu13>=0.8.0.4",
    "INFO 11-23 00:10:19 [api_server.py:1234] Starting vLLM server on http://127.0.0.1:8410",
    "(EngineCore pid=4711) ERROR 11-23 00:10:19 [core.py:1059] RuntimeError: CUDA out of memory.",
    "NVRM: Xid (PCI:0000:01:00): 79, GPU has fallen off the bus.",
    "bus id 00000000:01:00.0",
    "c10::Error at::native::foo std::bad_alloc",
    "max_tokens: 4096, num_tokens=12, prompt throughput: 12.3 tokens/s",
    "token_ids and tokenizer='THUDM/GLM-4-9B-0414'",
    "The model's user guide: https://huggingface.co/zai-org/GLM-4.5",
    "Could not fetch https://cdn-lfs.huggingface.co/x",
    "listening on 0.0.0.0:8000 and ::1",
    "'api_key': None, 'password': null",
    "user of the model; the engine's list of liabilities",
    'line 12, in main\n    raise KeyError(f"invalid tool call parser: {name}")',
    "took 1:02:03 in all, 12:34",
  ])("stays: %j", (text) => {
    expect(out(text)).toBe(text)
  })

  it("keeps the way below a home, for it names the file that is meant", () => {
    expect(out("/home/wangxiaoming/models/GLM/config.json")).toBe("~/models/GLM/config.json")
    expect(out("/home/anna/x")).toBe("~/x")
    expect(out("/home/wangxiaoming2/x")).toBe("~/x")
  })

  it("keeps the port and the path of an address whose host is private", () => {
    expect(out("http://proxy.corp.example:3128/a")).toBe("http://[host]:3128/a")
  })
})

describe("redaction", () => {
  it("counts what it took out, so that a preview can say so", () => {
    const { takenOut } = redact(
      "/home/eve/a 10.0.0.5 10.0.0.6 --api-key abc12345 prompt: 'x' ws-042 wangxiaoming",
      names,
    )
    expect(takenOut).toEqual({ key: 1, content: 1, home: 1, user: 1, host: 1, address: 2, id: 0 })
  })

  it("changes nothing the second time", () => {
    const text =
      "root@ws-042:~# /home/eve/a 10.0.0.5 https://u:p4ssword@x.example/y prompt: 'a' hf_AbCdEfGhIjKlMnOpQr"
    expect(out(out(text))).toBe(out(text))
  })

  it("is quick with a long log and one long line", () => {
    const text = `${"INFO 10.0.0.5 /home/eve/x 'content': 'y'\n".repeat(5000)}${"a:".repeat(50_000)}`
    const before = process.cpuUsage().user
    out(text)
    expect((process.cpuUsage().user - before) / 1e6).toBeLessThan(2)
  })
})
