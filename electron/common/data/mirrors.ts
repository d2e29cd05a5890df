/** A public copy of the Python package index. */
export interface IndexMirror {
  readonly id: string
  /** As its keepers call it, per language. */
  readonly name: { readonly en: string; readonly "zh-CN": string }
  readonly url: string
}

/** Public mirrors a person may choose. Their order says nothing about their speed: that is measured. */
export const INDEX_MIRRORS: readonly IndexMirror[] = [
  {
    id: "tuna",
    name: { en: "Tsinghua University (TUNA)", "zh-CN": "清华大学 TUNA" },
    url: "https://pypi.tuna.tsinghua.edu.cn/simple",
  },
  {
    id: "ustc",
    name: { en: "USTC", "zh-CN": "中国科学技术大学" },
    url: "https://mirrors.ustc.edu.cn/pypi/simple",
  },
  {
    id: "aliyun",
    name: { en: "Alibaba Cloud", "zh-CN": "阿里云" },
    url: "https://mirrors.aliyun.com/pypi/simple",
  },
  {
    id: "tencent",
    name: { en: "Tencent Cloud", "zh-CN": "腾讯云" },
    url: "https://mirrors.cloud.tencent.com/pypi/simple",
  },
  {
    id: "huawei",
    name: { en: "Huawei Cloud", "zh-CN": "华为云" },
    url: "https://repo.huaweicloud.com/repository/pypi/simple",
  },
  {
    id: "sjtu",
    name: { en: "Shanghai Jiao Tong University", "zh-CN": "上海交通大学" },
    url: "https://mirror.sjtu.edu.cn/pypi/web/simple",
  },
]

/**
 * Where uv may fetch a Python from when the machine has none that fits, tried in order; null is uv's own source.
 * Each mirrors the releases of python-build-standalone.
 */
export const PYTHON_BUILD_SOURCES: readonly { readonly id: string; readonly url: string | null }[] = [
  { id: "default", url: null },
  { id: "nju", url: "https://mirror.nju.edu.cn/github-release/astral-sh/python-build-standalone" },
]

/** The hubs themselves. */
export const HUB_ADDRESSES = {
  huggingface: "https://huggingface.co",
  modelscope: "https://www.modelscope.cn",
} as const

/** Servers with Hugging Face's interface that a person may choose in its place; measured where the choice is open. */
export const HUGGINGFACE_MIRRORS: readonly { readonly id: string; readonly url: string }[] = [
  { id: "hf-mirror", url: "https://hf-mirror.com" },
]
