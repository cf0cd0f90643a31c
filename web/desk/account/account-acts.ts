/** How a form asks a person for one thing. */
export type Asked =
  | "account"
  | "password"
  | "present-password"
  | "new-password"
  | "new-pin"
  | "own-pin"
  | "reason"
  | "colleague";

/** An act on an account that screens send. A test holds every one against what its route wants and may refuse. */
export interface AccountAct {
  readonly route: string;
  /** Fields of the body that the screen knows already. */
  readonly knows: readonly string[];
  /** Fields of the body, or of the path, that a person fills in, in the order of the form. Each has an input, by construction. */
  readonly asks: Readonly<Record<string, Asked>>;
}

/** The forms: `AccountForm` draws each from what stands here. */
export const accountForms = {
  signIn: { route: "/api/session/sign-in", knows: [], asks: { name: "account", password: "password" } },
  choosePassword: {
    route: "/api/session/password",
    knows: ["person"],
    asks: { current: "present-password", next: "new-password" },
  },
  choosePin: { route: "/api/session/pin", knows: ["person"], asks: { password: "password", pin: "new-pin" } },
  choosePinAtDoor: {
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
} as const satisfies Readonly<Record<string, AccountAct>>;

export type AccountFormName = keyof typeof accountForms;
