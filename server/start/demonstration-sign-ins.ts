import { randomInt } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Sql } from "postgres";
import { z } from "zod";
import { idFromOutside } from "#duty/grammar/shape.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { accountFor, foundOrganisation, makeAccount, randomPassword } from "#server/account/account.ts";
import { changePassword } from "#server/account/change-password.ts";
import { isPlainPin } from "#server/account/password.ts";
import { setPin } from "#server/account/pin.ts";
import { towerOffice, towerSite } from "#server/simulation/tower.ts";
import { everybody, type TowerPerson, teams } from "#server/simulation/tower-people.ts";

const noteShape = z.object({
  org: idFromOutside,
  /** First day that is lived. */
  from: z.iso.date(),
  /** How far it has come: what was begun and cut off is not begun again, its gap stays in the record. */
  stage: z.enum(["new", "begun", "lived"]),
});

/** What an installation remembers of its demonstration, beside the data and never in a backup. */
export type DemonstrationNote = z.infer<typeof noteShape>;

export function readNote(dataDir: string): DemonstrationNote | undefined {
  const path = notePath(dataDir);
  return existsSync(path) ? noteShape.parse(JSON.parse(readFileSync(path, "utf8"))) : undefined;
}

export function writeNote(dataDir: string, note: DemonstrationNote): void {
  const path = notePath(dataDir);
  writeFileSync(`${path}.new`, `${JSON.stringify(note)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

function notePath(dataDir: string): string {
  return join(dataDir, "demonstration.json");
}

export function signInsPath(dataDir: string): string {
  return join(dataDir, "demo-sign-ins.txt");
}

/** Gives everybody of the tower an account with secrets drawn here and now, and writes them where only the owner of the folder can read. */
export async function makeSignIns(
  accounts: Sql,
  now: Instant,
  { dataDir, org }: { dataDir: string; org: string },
): Promise<string> {
  await foundOrganisation(accounts, {
    org,
    name: "示范物业",
    headOffice: towerOffice,
    sites: [towerSite],
    demonstration: true,
  });
  const lines = await Promise.all(
    everybody.map(async (each) => {
      const signInName = each.staffNumber.toLowerCase();
      const [password, pin] = [randomPassword(), randomPin()];
      const sites = [towerSite];
      const account = { org, person: each.person, signInName, sites, password, pin, demonstration: true };
      if (!(await makeAccount(accounts, now, { ...account, mustChangePassword: false })))
        await drawAgain(accounts, now, account);
      return `${signInName}  ${password}  ${pin}  ${each.name} ${roleOf(each)}`;
    }),
  );
  const text = ["账号    密码            PIN     姓名", ...lines, ""].join("\n");
  writeFileSync(signInsPath(dataDir), text, { mode: 0o600 });
  return text;
}

/** The start before this one was cut off after it had made the account and before it could tell the secrets. */
async function drawAgain(
  accounts: Sql,
  now: Instant,
  { org, person, password, pin }: { org: string; person: string; password: string; pin: string },
): Promise<void> {
  const account = await accountFor(accounts, org, person);
  if (!account?.demonstration) throw new Error(`the sign-in of ${person} belongs to somebody else`);
  await changePassword(accounts, now, account, { next: password });
  await setPin(accounts, now, account, { pin });
}

const FUNCTIONS: Readonly<Record<string, string>> = {
  administrator: "管理员",
  "department-manager": "部门经理",
  "department-supervisor": "部门主管",
  "squad-leader": "班长",
};
const POSTS: Readonly<Record<string, string>> = { lobby: "大堂岗", "east-gate": "东门岗", squad: "班长岗" };

function roleOf({ person, functions }: TowerPerson): string {
  const post = Object.entries(teams).find(([, team]) => team.some((each) => each.person === person))?.[0];
  const words = [...functions.map((each) => FUNCTIONS[each] ?? each), post === undefined ? "" : (POSTS[post] ?? post)];
  return words.filter((each) => each !== "").join("，") || "替班";
}

function randomPin(): string {
  for (;;) {
    const pin = String(randomInt(1_000_000)).padStart(6, "0");
    if (!isPlainPin(pin)) return pin;
  }
}
