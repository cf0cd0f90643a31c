import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { acts } from "#duty/nouns.ts";
import type { CommandAct } from "#duty/wiring/wiring.ts";
import { buildApp } from "#server/http/app.ts";
import { routes } from "#server/start/served-nouns.ts";
import type { Services } from "#server/start/services.ts";
import { type AccountAct, accountForms } from "./account-acts.ts";

/*
 * A form has an input for everything that its route may want or refuse. `AccountForm` draws one for each field that is declared; here the
 * declarations are held against the interface of the server as it is.
 */

const root = join(import.meta.dirname, "..", "..", "..");

/** Acts on accounts that are one press, and the cover of a locked desk, which is a pad of its own. */
const presses: Readonly<Record<string, AccountAct>> = {
  signOut: { route: "/api/session/sign-out", knows: ["person"], asks: {} },
  lock: { route: "/api/session/lock", knows: [], asks: {} },
  unlock: { route: "/api/session/unlock", knows: ["person", "triedAlone"], asks: { pin: "own-pin" } },
  touch: { route: "/api/session/touch", knows: [], asks: {} },
  language: { route: "/api/session/language", knows: ["person", "language"], asks: {} },
};
const declared: readonly AccountAct[] = [...Object.values(accountForms), ...Object.values(presses)];

/** Acts that no screen has yet. */
const withoutScreen = ["/api/people", "/api/people/:person/leave"];

/** The act of duty behind a route, where there is one. */
const actBehind: Readonly<Record<string, keyof typeof acts>> = {
  "/api/people/:person/pin-reset": "person.reset-pin",
  "/api/people/:person/password-reset": "person.reset-password",
  "/api/people/:person/leave": "person.leave",
};

interface Operation {
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: { readonly properties?: object } }>>;
  };
}

/** What each route on accounts wants to be told, by route. */
let wanted: ReadonlyMap<string, readonly string[]>;

beforeAll(async () => {
  // Nothing is asked of the services: only how the routes describe themselves.
  const app = await buildApp({ services: {} as Services, readiness: { missing: async () => [] }, routes });
  await app.ready();
  const { paths } = app.swagger() as { paths: Readonly<Record<string, { readonly post?: Operation }>> };
  await app.close();
  const about = Object.entries(paths).filter(([path]) => /^\/api\/(session|people|pin-reset)\b/.test(path));
  wanted = new Map(
    about.flatMap(([path, { post }]) => (post ? [[path.replace(/\{(\w+)\}/g, ":$1"), fieldsOf(post)] as const] : [])),
  );
});

function fieldsOf({ parameters = [], requestBody }: Operation): string[] {
  const inPath = parameters.filter((each) => each.in === "path").map(({ name }) => name);
  return [...inPath, ...Object.keys(requestBody?.content["application/json"]?.schema.properties ?? {})].sort();
}

/** Refusals of the account routes name fields in their source; the pad of a signature is one of them. */
function fieldsRefused(): string[] {
  const rooms = ["session-routes", "own-secrets", "proven-account", "people-routes", "send-office-act"];
  const files = [...rooms.map((name) => `account/${name}`), "http/commands", "http/prove-pin"].map((name) =>
    join(root, "server", `${name}.ts`),
  );
  const source = files.map((file) => readFileSync(file, "utf8")).join("\n");
  const named = [...source.matchAll(/\bfield: "(\w+)"/g), ...source.matchAll(/ownAccount\([^)]*"(\w+)"\)/g)];
  return [...new Set(named.map(([, field = ""]) => field))].sort();
}

function screens(): [string, string][] {
  const files = readdirSync(join(root, "web"), { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.ts$|^dist/.test(file))
    .map((file) => [file, readFileSync(join(root, "web", file), "utf8")]);
}

test("every act on an account has a form or is one press, or no screen has it", () => {
  expect([...declared.map(({ route }) => route), ...withoutScreen].sort()).toEqual([...wanted.keys()].sort());
});

describe.each(declared)("$route", ({ route, knows, asks }) => {
  test("has an input for every field that its route wants, and no other", () => {
    expect([...knows, ...Object.keys(asks)].sort()).toEqual(wanted.get(route));
  });

  test("asks for the own PIN exactly where it is a signature or opens the desk", () => {
    const act: CommandAct | undefined = actBehind[route] && acts[actBehind[route]];
    const signs = act?.proof === "pin" || route.endsWith("/unlock");
    expect(Object.entries(asks).filter(([, asked]) => asked === "own-pin")).toEqual(signs ? [["pin", "own-pin"]] : []);
  });
});

test("no refusal names a field that no form has", () => {
  const refused = fieldsRefused();
  expect(refused).toEqual(expect.arrayContaining(["current", "next", "password", "pin"]));
  const inputs = declared.flatMap(({ asks }) => Object.keys(asks));
  // Making an account has no screen yet.
  expect(refused.filter((field) => !inputs.includes(field) && field !== "signInName")).toEqual([]);
});

test("no screen sends an act on an account but by its form, or with one press", () => {
  const pressed = Object.values(presses).flatMap(({ route, asks }) => (Object.keys(asks).length === 0 ? [route] : []));
  const also: Readonly<Record<string, readonly string[]>> = {
    "desk/door/session-query.ts": ["/api/session", "/api/devices"],
    // It is not asked there, but told apart from all others: with it a browser shows its receipts.
    "desk/door/ask.ts": ["/api/session"],
    "desk/account/unlock.ts": ["/api/session/unlock"],
    // What a browser says with its key is no form; what people fill in there are a name and a reason.
    "desk/door/own-device.ts": ["/api/devices", "/api/devices/challenge", "/api/devices/prove"],
    "desk/account/OwnDevice.tsx": ["/api/devices/:device/revoke"],
  };
  const astray = screens()
    .filter(([file]) => file !== "desk/account/account-acts.ts")
    .flatMap(([file, source]) =>
      [...source.matchAll(/["`](\/api\/(?:session|people|pin-reset|devices)[\w/:-]*)/g)]
        .map(([, path = ""]) => path)
        .filter((path) => !pressed.includes(path))
        .filter((path) => !also[file]?.includes(path))
        .map((path) => `${file}: ${path}`),
    );
  expect(astray).toEqual([]);
});

test("who presses, presses what needs no input, save the lock with its pad", () => {
  const pressed = screens().flatMap(([, source]) =>
    [...source.matchAll(/\bask<\w+>\("(\/api\/session\/[\w-]+)"/g)].map(([, path = ""]) => path),
  );
  const inputsOf = new Map(Object.values(presses).map(({ route, asks }) => [route, Object.keys(asks).length]));
  expect(pressed.toSorted()).toEqual([...inputsOf.keys()].sort());
  expect(pressed.filter((path) => inputsOf.get(path) !== 0)).toEqual(["/api/session/unlock"]);
  const pads = screens().filter(([, source]) => /<OwnPin\s/.test(source));
  expect(pads.length, "form, signature and lock").toBeGreaterThanOrEqual(3);
});
