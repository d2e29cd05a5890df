/** What the program did to its Electron, in order, as `object.method argument`. */
export const happenings: string[] = []

export function happened(what: string): void {
  happenings.push(what)
}
