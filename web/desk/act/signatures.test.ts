import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { acts, type SignedActName } from "#duty/nouns.ts";
import type { CommandAct } from "#duty/wiring/wiring.ts";

/*
 * An act that is declared a signature is asked with the pad, by construction: `SignatureDialog` alone has the sender that takes a PIN, the
 * compiler keeps every other sender from taking such an act, and this holds that nobody goes round the two.
 */

type Sources = ReadonlyMap<string, string>;

const web = join(import.meta.dirname, "..", "..");
const dialog = "desk/act/SignatureDialog.tsx";
const sender = "desk/door/use-send.ts";
const outbox = "desk/door/outbox.ts";
const asker = "desk/door/ask.ts";

const signatures = Object.entries<CommandAct>(acts)
  .filter(([, { proof }]) => proof === "pin")
  .map(([name]) => name);

function screens(): Sources {
  const files = readdirSync(web, { recursive: true, encoding: "utf8" });
  const scripts = files.filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|^dist/.test(file));
  return new Map(scripts.map((file) => [file, readFileSync(join(web, file), "utf8")]));
}

/** Ways round the dialog: its sender used elsewhere, the outbox used without a sender, a signature named beside it. */
function waysRound(sources: Sources): string[] {
  return [...sources].flatMap(([file, source]) => {
    const found: string[] = [];
    if (source.includes("useSigned") && ![dialog, sender].includes(file))
      found.push(`${file} sends with a PIN by itself`);
    if (/import \{[^}]*\bsend\b[^}]*\} from "[^"]*outbox/.test(source) && file !== sender)
      found.push(`${file} goes to the outbox by itself`);
    if (source.includes("/api/commands") && file !== asker) found.push(`${file} sends commands by itself`);
    if (source.includes("deliverCommand") && ![asker, outbox].includes(file))
      found.push(`${file} delivers commands past the outbox`);
    const asked = dialogsIn(source);
    const named = signatures.filter(
      (act) => source.split(`"${act}"`).length - 1 > asked.filter((each) => each === act).length,
    );
    return [...found, ...named.map((act) => `${file} names ${act} outside the dialog with the pad`)];
  });
}

function dialogsIn(source: string): string[] {
  return [...source.matchAll(/<SignatureDialog\s[^>]*?\bact="([^"]+)"/g)].map(([, act = ""]) => act);
}

test("the compiler knows the same signatures as the door: hand-over, countersignature, what gives a say or takes it, giving up a PIN or password, redaction, a clock looked at", () => {
  const known: Readonly<Record<SignedActName, true>> = {
    "clock.confirm": true,
    "handover.sign": true,
    "log.countersign": true,
    "person.end-function": true,
    "person.grant-function": true,
    "person.reset-password": true,
    "person.reset-pin": true,
    "redaction.order": true,
  };
  expect(signatures.sort()).toEqual(Object.keys(known));
});

test("no screen sends a signature but through the dialog with the pad", () => {
  expect(waysRound(screens())).toEqual([]);
});

test("what goes round it is found", () => {
  const planted = new Map([
    ["desk/log/A.tsx", `const { send } = useSend(); await send("log.countersign", body);`],
    ["desk/log/B.tsx", `import { useSigned } from "../door/use-send.ts";`],
    ["desk/log/C.tsx", `import { type Receipt, send } from "../door/outbox.ts";`],
    ["desk/log/D.tsx", `ask("/api/commands/log.countersign")`],
    ["desk/log/F.tsx", `import { deliverCommand } from "../door/ask.ts";`],
    ["desk/log/E.tsx", `<SignatureDialog act="log.countersign" signer={acting}>{() => null}</SignatureDialog>`],
  ]);
  expect(waysRound(planted).map((each) => each.slice(0, 14))).toEqual(
    ["A", "B", "C", "D", "F"].map((name) => `desk/log/${name}.tsx`),
  );
});

test("the screens ask for a hand-over, a countersignature and a look at the clock, and the dialog shows the pad", () => {
  const sources = screens();
  expect([...sources.values()].flatMap(dialogsIn).sort()).toEqual([
    "clock.confirm",
    "handover.sign",
    "log.countersign",
  ]);
  expect(sources.get(dialog)).toMatch(/<OwnPin\s/);
  expect(sources.get("desk/account/AccountForm.tsx")).toMatch(/function OwnPin[\s\S]*<PinPad\s/);
});
