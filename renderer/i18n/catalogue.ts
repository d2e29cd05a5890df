/**
 * What another language must say to match a catalogue: the same keys with any text. Forms that only some languages
 * have (`_one`) may be left out.
 */
export type SameKeys<Catalogue> = {
  readonly [
    Key in keyof Catalogue as Key extends `${string}_one` ? never : Key
  ]: Catalogue[Key] extends string ? string : SameKeys<Catalogue[Key]>
}
