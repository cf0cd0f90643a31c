import type { CommandReceipt, ProblemBody } from "#server/http/commands-answer.ts";

/*
 * What comes back when a command is sent, and what it says of the command. Whatever stands between a browser and the house answers too: the page of
 * a network that wants a password, a proxy, a server that is just starting. Only the receipt for this very command says that it was done, and only
 * the house itself refuses anything.
 */

/** What is known of a problem: all that the server told, or only what this browser can say itself. */
export type KnownProblem = Pick<ProblemBody, "code" | "status"> & Partial<ProblemBody>;

export type Heard =
  /** There was no answer, or none within the time that a request has. */
  | { readonly came: "nothing" }
  /** It was not sent yet: photos that it names are on their way. */
  | { readonly came: "photos" }
  /** It was sent on to somewhere else. */
  | { readonly came: "elsewhere" }
  /** An answer began and did not come to its end, or is none that can be read. */
  | { readonly came: "unreadable"; readonly status: number }
  | {
      readonly came: "answer";
      readonly status: number;
      readonly body: unknown;
      /** It came by its proof, whoever acts here: the answer says nothing of where its author is. */
      readonly road?: "proof";
    };

export type CommandVerdict =
  /** It was done, now or before: this is the receipt for this command. */
  | { readonly says: "done"; readonly receipt: CommandReceipt; readonly road?: "proof" }
  /** The house has decided that it may not be. */
  | { readonly says: "refused"; readonly problem: KnownProblem; readonly road?: "proof" }
  /** Nothing is wrong with it; its author must first prove at this desk who they are. */
  | { readonly says: "author-away"; readonly problem: KnownProblem }
  /** The house does not know such an act: it is older or newer than the page that sent it. */
  | { readonly says: "not-known"; readonly problem: KnownProblem }
  /** Nothing was decided: the same may be sent again. */
  | { readonly says: "undecided"; readonly problem: KnownProblem };

export type Says = CommandVerdict["says"];

export const unreachable: KnownProblem = { code: "request.unreachable", status: 0 };

/** There was neither an answer nor room to keep it. */
export const notKept: KnownProblem = { code: "request.not-kept", status: 0 };

/** What an answer says of the command that has this id. */
export function verdictOf(heard: Heard, id: string): CommandVerdict {
  if (heard.came !== "answer") return { says: "undecided", problem: problemOfNone(heard) };
  const { status, body, road } = heard;
  const by = road ? { road } : {};
  if (status >= 200 && status < 300) {
    const receipt = receiptIn(body, id);
    return receipt ? { says: "done", receipt, ...by } : { says: "undecided", problem: stranger(status) };
  }
  const problem = problemIn(status, body);
  const says = saidBy(problem);
  return says === "refused" ? { says, problem, ...by } : { says, problem };
}

export type PhotoVerdict =
  | { readonly says: "done" }
  | { readonly says: "refused" | "author-away" | "undecided"; readonly problem: KnownProblem };

/** What an answer says of a photo that was sent: an older house, which does not know the way that it went, decides nothing. */
export function photoVerdictOf(heard: Heard): PhotoVerdict {
  if (heard.came !== "answer") return { says: "undecided", problem: problemOfNone(heard) };
  const { status, body } = heard;
  const isKept = isRecord(body) && typeof body.photo === "string";
  if (status >= 200 && status < 300)
    return isKept ? { says: "done" } : { says: "undecided", problem: stranger(status) };
  const problem = problemIn(status, body);
  const says = saidBy(problem);
  return { says: says === "not-known" ? "undecided" : says, problem };
}

/** What went wrong, by an answer that is none of those hoped for. Whatever stands between may answer instead: only what has a code is a problem of the house. */
export function problemIn(status: number, body: unknown): KnownProblem {
  return isRecord(body) && typeof body.code === "string" ? { ...body, code: body.code, status } : stranger(status);
}

function saidBy(problem: KnownProblem): Exclude<Says, "done"> {
  const { code, status } = problem;
  if (code === strange) return "undecided";
  if (concernsAuthor(problem)) return "author-away";
  if (status < 400 || status >= 500 || undecided.has(status)) return "undecided";
  return unknownActs.has(code) ? "not-known" : "refused";
}

/** Too slow, too early, too many: RFC 9110, RFC 8470, RFC 6585. */
const undecided: ReadonlySet<number> = new Set([408, 425, 429]);

/** An act that no release of the house had when it was asked, by one road or the other. */
const unknownActs: ReadonlySet<string> = new Set(["command.no-such-act", "request.nothing-here"]);

/** Whether a refusal speaks of the author's place at the desk and not of what they wrote. */
export function concernsAuthor({ code, status }: Pick<KnownProblem, "code" | "status">): boolean {
  return status === 401 || authorAway.has(code);
}

const authorAway: ReadonlySet<string> = new Set([
  "account.desk-locked",
  "account.person-locked",
  "account.not-at-this-desk",
  "account.first-password",
  "account.first-pin",
  // The proof is not one that this house can hold for good: their author can.
  "proof.needs-author",
  "proof.other-time",
  "proof.unknown",
]);

function problemOfNone(heard: Exclude<Heard, { came: "answer" }>): KnownProblem {
  if (heard.came === "photos") return { code: "photo.on-its-way", status: 0 };
  return heard.came === "unreadable" ? stranger(heard.status) : unreachable;
}

const strange = "request.broken";

/** Something answered, and it was not the house. */
function stranger(status: number): KnownProblem {
  return { code: strange, status };
}

function receiptIn(body: unknown, id: string): CommandReceipt | undefined {
  if (!isRecord(body) || body.id !== id || !isRecord(body.receipt)) return undefined;
  const { stream, version, hash } = body.receipt;
  const isWhole = isRecord(stream) && typeof version === "number" && typeof hash === "string";
  return isWhole ? (body.receipt as unknown as CommandReceipt) : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
