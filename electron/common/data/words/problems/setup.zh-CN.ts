import type { ProblemWordsOf } from "../../../domain/problem-words"

/** 获取和构建引擎时的问题。 */
export const setup = {
  // 获取和构建引擎
  "disk-too-small": {
    what: "磁盘剩余空间不够。",
    todo: "腾出空间，或把 Glimmer 的文件夹放到更大的磁盘上。",
    known: { what: "需要 {{neededBytes}}，{{path}} 所在的磁盘只剩 {{freeBytes}}。" },
  },
  "disk-full": {
    what: "磁盘已满。",
    why: "系统拒绝继续写入。",
    todo: "腾出空间后继续。满的也可能是临时文件夹所在的磁盘。",
    known: { what: "{{path}} 所在的磁盘已满。" },
  },
  "permission-denied": {
    what: "有一个文件夹无法写入。",
    why: "它属于另一个用户，或被锁定。",
    todo: "把文件夹的所有权改回自己的用户，再试一次。",
    known: { what: "{{path}} 无法写入。" },
  },
  "index-unreachable": {
    what: "连不上软件源。",
    todo: "检查网络，或在设置里换一个软件源。",
    known: { what: "连不上软件源 {{index}}。" },
  },
  "index-lacks-package": {
    what: "软件源里没有需要的软件包。",
    why: "镜像源常常比原来的软件源晚几天。",
    todo: "换一个软件源，或选用较早的引擎。",
    known: { what: "软件源里没有 {{package}} {{wanted}}。" },
  },
  "known-fault": {
    what: "已知这个版本有问题。",
    todo: "换一个版本。",
    known: { what: "已知 vLLM {{version}} 在这类电脑上不能正常工作。" },
  },
  "ssl-cert-failed": {
    what: "加密连接的证书不受信任。",
    why: "这台电脑不认识中间某处签发的证书：多半是公司的代理，有时是系统时间不对。",
    todo: "向公司索取根证书，把 SSL_CERT_FILE 设为它的文件，再重新启动 Glimmer；或换一个来源。同时检查系统时间。",
  },
  "proxy-refused": {
    what: "代理服务器拒绝了连接。",
    todo: "在 HTTPS_PROXY 和 HTTP_PROXY 里改正代理的地址、用户名和密码，再重新启动 Glimmer。",
    known: { what: "代理服务器拒绝了连接（返回 {{status}}）。" },
  },
  "proxy-unreachable": {
    what: "代理没有回应。",
    todo: "启动代理。或在 HTTPS_PROXY 和 HTTP_PROXY 里改正、去掉它的地址，再重新启动 Glimmer。",
    known: { what: "代理 {{index}} 没有回应。" },
  },
  "uv-unavailable": {
    what: "无法取得 uv（下载 Python 软件包的工具）。",
    todo: "检查网络，或换一个软件源。电脑上已有的 uv 也可以用。",
    known: { what: "无法取得 uv {{version}}（下载 Python 软件包的工具）。" },
  },
  "python-missing": {
    what: "没有可用的 Python。",
    todo: "让 Glimmer 自己下载一个，或指定一个 3.10 以上的 Python。",
    known: { what: "{{path}} 不是可用的 Python。" },
  },
  "python-download-failed": {
    what: "Python 下载失败。",
    todo: "检查网络，或用系统自带的方式安装 Python，Glimmer 会找到它。",
    known: {
      what: "Python {{version}} 下载失败。",
      todo: "检查网络，或用系统自带的方式安装 Python {{oldest}} 以上的版本，Glimmer 会找到它。",
    },
  },
  "lock-failed": {
    what: "没有找到一组互相匹配的文件。",
    todo: "再试一次，或换一个软件源或版本。",
  },
  "download-failed": {
    what: "下载失败。",
    todo: "再试一次，已下载的部分会保留。如果再次失败，换一个下载源。",
    known: { what: "{{file}} 下载失败。" },
  },
  "download-corrupt": {
    what: "有一个下载的文件已损坏。",
    why: "它的校验值不对。",
    todo: "重新下载。如果再次损坏，换一个下载源。",
    known: { what: "{{file}} 下载后已损坏。" },
  },
  "download-gated": {
    what: "模型的发布者要求先接受许可协议。",
    todo: "在模型的网页上接受协议，再填入访问令牌。",
  },
  "hub-unreachable": {
    what: "连不上提供模型的服务器。",
    todo: "检查网络，或换一个来源。已下载的部分会保留。",
    known: { what: "连不上提供模型的服务器 {{host}}。" },
  },
  "hub-model-not-found": {
    what: "那里没有这个模型。",
    why: "未公开的模型对没有令牌的人也是这样显示的。",
    todo: "检查名称。如果模型未公开，请填入有权访问的账号的令牌。",
    known: { what: "{{host}} 上没有模型 {{model}}。" },
  },
  "hub-revision-not-found": {
    what: "这个模型没有该版本。",
    todo: "不指定版本即取最新版，或填写其网页上列出的分支、标签或提交。",
    known: { what: "{{model}} 没有版本 {{revision}}。" },
  },
  "hub-token-missing": {
    what: "模型的发布者想知道是谁在下载。",
    why: "要先在它的网页上接受许可协议，再用访问令牌证明。",
    todo: "在模型的网页上接受协议，再填入访问令牌。",
    known: { todo: "在 {{page}} 接受协议，再填入访问令牌。" },
  },
  "hub-token-refused": {
    what: "访问令牌无效。",
    why: "它可能已过期、被撤销，或属于另一个服务器。",
    todo: "在账号页面新建一个令牌并填入。",
    known: { what: "{{host}} 不接受这个访问令牌。" },
  },
  "hub-access-not-granted": {
    what: "你的账号还不能下载这个模型。",
    why: "可能尚未接受协议、发布者还没有同意，或令牌没有读取这类模型的权限。",
    todo: "在模型的网页上接受协议，等获得批准后再试。",
    known: { todo: "在 {{page}} 接受协议，等获得批准后再试。" },
  },
  "hub-answer-unreadable": {
    what: "服务器有回应，但不是模型站的回应。",
    todo: "检查设置里的地址，或换一个来源。",
    known: { what: "{{host}} 有回应，但不是模型站的回应。" },
  },
  "hub-not-a-model": {
    what: "这个仓库里没有可以运行的模型。",
    why: "vLLM 需要 config.json 和权重文件。",
    todo: "换一个含 safetensors 文件的同款模型仓库。",
    known: { what: "{{model}} 里没有可以运行的模型。" },
  },
  "build-failed": {
    what: "vLLM 构建失败。",
    todo: "再试一次，或换一个版本。日志里写着停在哪一步。",
    known: { what: "vLLM {{version}} 构建失败。" },
  },
  "install-failed": {
    what: "软件包安装失败。",
    todo: "再试一次。日志里写着停在哪一步。",
  },
  "verify-failed": {
    what: "引擎构建好了，但各部分互不匹配。",
    todo: "换一个版本。",
    known: { what: "vLLM {{version}} 构建好了，但各部分互不匹配。" },
  },
  "selftest-no-answer": {
    what: "新引擎没有回答测试问题。",
    todo: "继续使用原来的引擎。可以试试另一个版本。",
  },
  "selftest-wrong-answer": {
    what: "新引擎答错了测试问题。",
    todo: "继续使用原来的引擎。可以试试另一个版本。",
    known: { why: "问题“{{question}}”的答案应该是“{{expected}}”。" },
  },
  "selftest-no-tool-call": {
    what: "新引擎没有调用测试工具。",
    todo: "继续使用原来的引擎。可以试试另一个版本。",
  },
  "no-version-works": {
    what: "试过的版本在这台电脑上都不能用。",
    todo: "查看每次尝试的日志，或手动选择版本。",
  },
  "engine-missing": {
    what: "引擎不在了。",
    todo: "重新设置一个，或选择另一个。",
    known: { what: "引擎 {{engine}} 已经不在了。" },
  },
  "engine-damaged": {
    what: "引擎的文件缺失或被改动。",
    todo: "修复引擎：完好的文件会保留，只重做损坏的部分。",
  },
} satisfies ProblemWordsOf
