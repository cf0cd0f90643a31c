import type { AnswerOf, HttpOperation, SentWith } from "#duty/door/operation.ts";
import type {
  PasswordChangeOperation,
  PinChoiceOperation,
  PinReplacementOperation,
  SignInOperation,
} from "#server/account/account-answer.ts";
import type { PasswordResetOperation, PinResetOperation, PinUnlockOperation } from "#server/account/people-answer.ts";

/** How a form asks a person for one thing. */
export type AskedInput =
  | "account"
  | "password"
  | "present-password"
  | "new-password"
  | "new-pin"
  | "own-pin"
  | "reason"
  | "colleague";

/** An act on an account that screens send. A test holds every one against what its route wants and may refuse. */
export interface AccountAct<Route extends string = string, Field extends string = string> {
  readonly route: Route;
  /** Fields of the body that the screen knows already. */
  readonly knows: readonly Field[];
  /** Fields of the body, or of the path, that a person fills in, in the order of the form. Each has an input, by construction. */
  readonly asks: Readonly<Partial<Record<Field, AskedInput>>>;
}

/** What each form sends. */
interface AccountOperations {
  readonly signIn: SignInOperation;
  readonly choosePassword: PasswordChangeOperation;
  readonly choosePin: PinChoiceOperation;
  readonly choosePinAtSignIn: PinReplacementOperation;
  readonly unlockColleague: PinUnlockOperation;
  readonly resetColleague: PinResetOperation;
  readonly renewColleague: PasswordResetOperation;
}

export type AccountFormName = keyof AccountOperations;

export type AccountOperation = AccountOperations[AccountFormName];

/** What a form is answered. */
export type AccountAnswer<A extends AccountFormName> = AnswerOf<AccountOperations[A]>;

/** A form for an operation: its path, and of its fields none that it does not have. */
type FormFor<O extends HttpOperation> = AccountAct<O["path"], FieldsOf<SentWith<O>["body"] | SentWith<O>["params"]>>;

type FieldsOf<Part> = Part extends object ? Extract<keyof Part, string> : never;

/** The forms: `AccountForm` draws each from what stands here. */
export const accountForms = {
  signIn: { route: "/api/session/sign-in", knows: [], asks: { name: "account", password: "password" } },
  choosePassword: {
    route: "/api/session/password",
    knows: ["person"],
    asks: { current: "present-password", next: "new-password" },
  },
  choosePin: { route: "/api/session/pin", knows: ["person"], asks: { password: "password", pin: "new-pin" } },
  choosePinAtSignIn: {
    route: "/api/pin-reset",
    knows: [],
    asks: { name: "account", password: "password", pin: "new-pin" },
  },
  unlockColleague: {
    route: "/api/people/:person/unlock",
    knows: [],
    asks: { person: "colleague", reason: "reason", pin: "own-pin" },
  },
  resetColleague: {
    route: "/api/people/:person/pin-reset",
    knows: [],
    asks: { person: "colleague", reason: "reason", pin: "own-pin" },
  },
  renewColleague: {
    route: "/api/people/:person/password-reset",
    knows: [],
    asks: { person: "colleague", reason: "reason", pin: "own-pin" },
  },
} as const satisfies { readonly [F in AccountFormName]: FormFor<AccountOperations[F]> };
