import type { OrganisationId, Sealed, SecretKind, SiteId } from "#duty/grammar/entry.ts";

/** What is kept of a secret, encrypted, apart from the journal. */
export interface SecretRow {
  readonly org: OrganisationId;
  readonly site: SiteId;
  /** The salted commitment that stands in the entry. */
  readonly commitment: string;
  readonly kind: SecretKind;
  readonly cipher: Buffer;
  readonly keyId: string;
}

/** Turns names and free text into commitments. `index` counts the secrets of one command. */
export interface Sealer {
  seal(about: {
    readonly org: OrganisationId;
    readonly site: SiteId;
    readonly kind: SecretKind;
    readonly text: string;
    readonly command: string;
    readonly index: number;
  }): { readonly sealed: Sealed; readonly row: SecretRow };
}
