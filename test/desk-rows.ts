import { createHash } from "node:crypto";
import { instant, minute } from "#duty/grammar/time.ts";
import type { Account } from "#server/account/account.ts";
import type { Desk } from "#server/account/desk-session.ts";

/* One person at one desk, as the rows of accounts tell it. */

export const now = instant(10 * 24 * 60 * minute);
export const org = "wanda";
export const token = "token";
export const linId = "7a61b001-0000-4000-8000-000000000012";
export const linKey = { org, person: linId };
export const atDesk = { org, desk: "desk" };

/** As a column of bytes is written in JSON. */
export const sha256 = (text: string) => `\\x${hexOf(text)}`;

export function hexOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

export const organisation = {
  ...{ org, name: "示范物业", head_office: "office", sites: ["tower"], demonstration: false },
  first_password_hours: 72,
};

export const account = {
  ...{ ...linKey, sign_in_name: "lin", password_hash: "hash", pin_hash: "pin", must_change_password: false },
  ...{ sites: ["tower"], language: "zh-CN", demonstration: false, made_at: 0 },
};

export const linsAccount: Account = {
  ...{ ...linKey, signInName: "lin", passwordHash: "hash", pinHash: "pin", mustChangePassword: false },
  ...{ firstPasswordUntil: undefined, sites: ["tower"], language: "zh-CN", demonstration: false },
};

export const desk = {
  ...{ ...atDesk, browser: "browser", token_hash: sha256(token), device: "device" },
  ...{ opened_at: 0, active_at: now },
};

/** A desk that was opened later at the same browser, and whose cookie has not been shown; and by whom it has, or that it is none such. */
export const laterDesk = {
  ...{ ...desk, desk: "later", opened_at: 1, token_hash: sha256("later"), token_hash_before: sha256("between") },
};
export const shownLater = { "desk later": { token_hash_before: null } };
export const shownElsewhere = [{ browser: "another" }, { org: "another" }, { opened_at: 0 }].map((other) => ({
  "desk later": { token_hash_before: null, ...other },
}));

/** The answer that brought the cookie which holds the desk now was lost. */
export const lost = { desk: { token_hash: sha256("lost"), token_hash_before: sha256(token) } };

export const linsDesk: Desk = {
  ...{
    ...atDesk,
    heldBy: hexOf(token),
    cookie: "holds",
    browser: "browser",
    organisation: "示范物业",
    headOffice: "office",
    demonstration: false,
  },
  ...{ device: undefined, activeAt: instant(now - minute) },
  people: [
    {
      ...{
        person: linId,
        signInName: "lin",
        mustChangePassword: false,
        firstPasswordUntil: undefined,
        mustSetPin: false,
        language: "zh-CN",
      },
      ...{ sites: ["tower"], endsAt: instant(now + 1), lockedAt: undefined },
    },
  ],
};

export const seat = { ...atDesk, person: linId, since: 0, ends_at: now + 1 };

export const device = {
  ...{ org, device: "device", site: "tower", name: "台机", public_key: {} },
  ...{ enrolled_by: "lin", enrolled_at: 0 },
};

export const knownBrowser = { org, browser: "browser", person: linId };

/** The rows of a table that are not those of one column each. */
export const notOf = (table: string, ...columns: readonly string[]) =>
  columns.map((column) => ({ [table]: { [column]: "another" } }));
