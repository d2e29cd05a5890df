/** The id in what somebody wrote or pasted: a name, or the address of a model's page. Null when there is none. */
export function hubIdOf(written: string): string | null {
  const [, path] =
    /^(?:https?:\/\/)?(?:www\.)?(?:[\w.-]+\.[a-z]{2,}(?::\d+)?)\/(.+)$/i.exec(written.trim()) ?? []
  const parts = (path ?? written.trim()).split(/[?#]/)[0]?.split("/").filter(Boolean) ?? []
  const [owner, name] = parts[0] === "models" ? parts.slice(1) : parts
  if (owner === undefined || name === undefined) return null
  const id = `${owner}/${name}`
  return (path === undefined && parts.length > 2) || !/^\w[\w.-]*\/\w[\w.-]*$/.test(id) ? null : id
}
