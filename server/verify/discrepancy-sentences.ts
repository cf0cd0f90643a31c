import type { FaultCode, LimitCode } from "./findings.ts";

/** What each discrepancy says to whoever ran `verify`. */
export const discrepancySentences: Readonly<Record<FaultCode, string>> = {
  "entry.unreadable": "the bytes of the entry are no entry",
  "entry.not-canonical": "the bytes of the entry are not in the form in which entries are written",
  "entry.hash-differs": "the bytes of the entry are not those that were hashed",
  "entry.misplaced": "the entry says that it belongs elsewhere",
  "entry.column-differs": "a column does not say what the entry says",
  "entry.missing": "entries are missing",
  "entry.chain-broken": "the entry does not follow from the one before it",
  "stream.missing": "entries stand in a stream that has no row",
  "stream.head-differs": "the stream claims another last entry than it has",
  "command.missing": "an entry was caused by a command that is missing",
  "command.answer-differs": "the answer to a command speaks of an entry that is not there as it says",
  "seal.unreadable": "a head is not in the form in which heads are signed",
  "seal.missing": "heads are missing",
  "seal.chain-broken": "a head does not follow from the one before it",
  "seal.signature-differs": "the signature of a head does not hold",
  "seal.key-unknown": "a head was signed by a key that is missing",
  "seal.key-differs": "the public key of a head is not that of this installation",
  "seal.root-differs": "what stands under a head is not what was signed",
  "seal.entry-missing": "an entry that was sealed is missing",
  "seal.entry-differs": "an entry is not the one that was sealed",
  "seal.command-missing": "a command that was sealed is missing",
  "seal.command-differs": "a command or its answer is not the one that was sealed",
  "anchor.missing": "a head that is kept elsewhere is missing here",
  "anchor.differs": "a head is not the one that is kept elsewhere",
  "anchor.signature-differs": "the signature of an anchor does not hold",
  "checkpoint.missing": "the log has fewer heads than the checkpoint that is kept elsewhere: it was cut off",
  "checkpoint.differs": "the log does not go on from the checkpoint that is kept elsewhere",
  "checkpoint.signature-differs": "no key of this installation signed the checkpoint",
  "receipt.missing": "an entry for which a receipt was given is missing",
  "receipt.differs": "an entry is not the one for which a receipt was given",
  "secret.missing": "a text that an entry names is missing",
  "secret.changed": "a text does not open, or is not the one that was committed to",
  "secret.erased-without-order": "a text was erased and no entry ordered it",
  "photo.missing": "a photo that an entry names is missing",
  "photo.changed": "a photo is not the one that was stored",
  "photo.erased-without-order": "a photo was erased and no entry ordered it",
  "row.missing": "a row that follows from the journal is missing from the table",
  "row.differs": "a row of the table does not say what follows from the journal",
  "row.made-up": "a row of the table follows from nothing in the journal",
  "row.unvouched": "a row by which people are let in was not written by this program: nobody is let in by it",
  "site.underivable": "the entries of the site fit together, and the rules make nothing of them",
  "site.missing": "the organisation lists the site, and nothing is recorded of it",
  "site.unlisted": "records are there of a site that the organisation does not list",
};

/** What each limit says: nothing speaks against these records, and this they cannot show. */
export const limitSentences: Readonly<Record<LimitCode, string>> = {
  "tail-unsealed":
    "what was recorded after the last head could have been cut off or added unnoticed, save where a receipt speaks for it",
  "unsealed-at-all": "nothing was ever sealed: only chains and receipts speak for these records",
  "heads-unanchored":
    "the newest heads are kept nowhere else: without an anchor, records cut back to an earlier head look whole",
  "commands-elsewhere":
    "what follows from commands of another site stands here, and that site was not looked at: whether they are there is not said",
  "derived-uncompared":
    "what is derived from the entries was not compared, because the entries have faults or the tables are of another release",
  "expected-uncompared":
    "what plans expect and nobody has begun is not in the journal: it was not compared, and the clock computes it again",
  "rows-taken-away":
    "accounts, devices or openings that were taken away, or put back as they once were, leave no trace in their own tables; nor do events of accounts that were deleted",
  "rows-trusted":
    "accounts, devices and openings that were there before this release were taken as they stood, at this moment",
  "rows-unopened":
    "whether accounts, devices and openings were written by this program is not said without the master key",
  "rows-untrusted":
    "nobody has vouched for accounts, devices and openings yet: this release has not been started on them",
  "texts-unopened": "texts stay closed without the master key, so their commitments were not compared",
};
