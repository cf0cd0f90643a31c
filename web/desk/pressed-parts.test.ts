import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { ofLeaders } from "#test/desk-answers.ts";
import { coverScreen, openWindow } from "../ui/open-window.ts";
import type { LookedAt } from "./drawn-part.ts";
import { type Handed, redrawnPart } from "./redrawn-part.ts";

/* What comes of a press: of a key, a finger, Escape, twice, while waiting. Each handler that nobody would miss for a long time has its line here. */

const load = async () => ({
  ...(await import("../ui/Stepper.tsx")),
  ...(await import("../ui/PinPad.tsx")),
  ...(await import("../ui/Dialog.tsx")),
  ...(await import("./shell/DeskLock.tsx")),
  ...(await import("./duty/PageBar.tsx")),
  ...(await import("./photo/PhotoPicker.tsx")),
  ...(await import("./account/AccountForm.tsx")),
});
let parts: Awaited<ReturnType<typeof load>>;
let printed: number;
let sent: { readonly url: string; readonly body: unknown }[];
const kept = new Map<string, string>();
const gao = { person: "gao", name: "Gao", functions: [], locked: true, mustSetPin: false };
const session = { people: [gao, { ...gao, person: "lin", name: "Lin" }], sites: [] };
const looked: LookedAt = { acting: gao as never, answers: [[["session"], session]] };

beforeAll(async () => {
  const window = Object.assign(new EventTarget(), {
    matchMedia: () => ({ matches: false }),
    print: () => (printed += 1),
  });
  vi.stubGlobal("window", window);
  vi.stubGlobal("sessionStorage", {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => kept.set(name, text),
    removeItem: (name: string) => kept.delete(name),
  });
  vi.stubGlobal("fetch", async (url: string, asked: { body: string }) => {
    sent.push({ url, body: JSON.parse(asked.body) });
    return Response.json({});
  });
  parts = await load();
  return () => vi.unstubAllGlobals();
});

beforeEach(() => {
  printed = 0;
  sent = [];
  kept.clear();
});

/** What somebody does to an element of this kind and name, as the element tells it. */
function does(stands: readonly Handed[], kind: string, named: RegExp, what: string, event: object = {}): void {
  const [one] = stands.filter(({ type, props }) => type === kind && named.test(nameOf(props)));
  if (!one) throw new Error(`there is no ${kind} called ${named}`);
  (one.props[what] as (event: object) => void)(event);
}

function nameOf({ "aria-label": label, className, children }: Handed["props"]): string {
  return [label, className, typeof children === "string" || typeof children === "number" ? children : ""].join(" ");
}

const isOff = (stands: readonly Handed[], kind: string, named: RegExp) =>
  stands
    .filter(({ type, props }) => type === kind && named.test(nameOf(props)))
    .map(({ props }) => props.disabled === true);

describe("a small number", () => {
  const draw = (value: number | undefined, comesIn?: (stands: readonly Handed[]) => void) => {
    const chosen: number[] = [];
    const props = { label: "Radio", value, most: 3, onChange: (next: number) => void chosen.push(next) };
    const stands = redrawnPart(parts.Stepper, props, { ...looked, ...(comesIn ? { comesIn } : {}) });
    return { chosen, stands };
  };
  const chosenBy = (value: number | undefined, kind: string, named: RegExp, what: string, event: object = {}) =>
    draw(value, (stands) => does(stands, kind, named, what, event)).chosen;
  const field = /^Radio/;

  test("goes one down and one up, from nothing to all but one and to all of them at once", () => {
    expect([chosenBy(2, "button", /fewer|less/i, "onClick"), chosenBy(2, "button", /more/i, "onClick")]).toEqual([
      [1],
      [3],
    ]);
    expect([
      chosenBy(undefined, "button", /fewer|less/i, "onClick"),
      chosenBy(undefined, "button", /more/i, "onClick"),
    ]).toEqual([[2], [3]]);
  });

  test("is typed, or moved by the arrows, never beyond what there should be; other keys and letters do nothing", () => {
    const typed = (value: string) => chosenBy(1, "input", field, "onChange", { target: { value } });
    expect([typed("2"), typed("99"), typed("x")]).toEqual([[2], [3], []]);
    const key = (value: number, pressed: string) => chosenBy(value, "input", field, "onKeyDown", { key: pressed });
    expect([key(1, "ArrowUp"), key(1, "ArrowDown"), key(3, "ArrowUp"), key(0, "ArrowDown")]).toEqual([
      [2],
      [0],
      [3],
      [0],
    ]);
    expect(key(1, "Tab")).toEqual([]);
  });

  test("is written over when the keyboard comes to it", () => {
    let selected = 0;
    chosenBy(1, "input", field, "onFocus", { target: { select: () => (selected += 1) } });
    expect(selected).toBe(1);
  });

  test("has no button beyond its ends", () => {
    const ends = (value: number) => isOff(draw(value).stands, "button", /./);
    expect([ends(0), ends(1), ends(3)]).toEqual([
      [true, false],
      [false, false],
      [false, true],
    ]);
  });
});

describe("a PIN", () => {
  const press = (comesIn: (stands: readonly Handed[]) => void, busy = false) => {
    const whole: string[] = [];
    const props = { label: "PIN", busy, onWhole: (pin: string) => void whole.push(pin) };
    const stands = redrawnPart(parts.PinPad, props, { ...looked, comesIn });
    const [field] = stands.filter(({ type }) => type === "input");
    return { whole, shown: field?.props.value, stands };
  };
  const types = (value: string) => (stands: readonly Handed[]) =>
    does(stands, "input", /PIN/, "onChange", { target: { value } });

  test("is handed over once it is whole, and forgotten at once", () => {
    expect(press(types("12345"))).toMatchObject({ whole: [], shown: "12345" });
    expect(press(types("123456"))).toMatchObject({ whole: ["123456"], shown: "" });
  });

  test("is pressed on its keys, cleared, and taken back by one", () => {
    const key = (named: RegExp) => (stands: readonly Handed[]) => does(stands, "button", named, "onClick");
    expect([press(key(/ 7$/)).shown, press(key(/ 0$/)).shown]).toEqual(["7", "0"]);
    const then = (named: RegExp) =>
      press((stands) => {
        types("123")(stands);
        key(named)(stands);
      }).shown;
    expect(then(/word Clear/)).toBe("");
    // What it takes back is from what stood there when it was pressed.
    expect(press(key(/word (?!Clear)/)).shown).toBe("");
  });

  test("takes nothing while the last one is being asked", () => {
    const waiting = press(types("123456"), true);
    expect(waiting).toMatchObject({ whole: [], shown: "" });
    expect(isOff(waiting.stands, "button", /./)).toEqual(Array(12).fill(true));
  });
});

describe("a window over the screen", () => {
  const window = () => {
    const told: string[] = [];
    const tells = (what: string) => () => void told.push(what);
    const fields = { querySelector: (what: string) => (what.includes("input") ? { focus: tells("field") } : null) };
    return {
      told,
      dialog: {
        showModal: tells("open"),
        close: tells("close"),
        setAttribute: (...all: string[]) => void told.push(all.join("=")),
        ...fields,
      },
    };
  };

  test("opens with the keyboard in its first field, and gives it back when it closes", () => {
    const { told, dialog } = window();
    const close = openWindow(dialog, { focus: () => void told.push("back") });
    expect(told).toEqual(["open", "field"]);
    close();
    expect(told).toEqual(["open", "field", "close", "back"]);
  });

  test("opens with the keyboard in a field that is marked, whatever stands before it", () => {
    const told: string[] = [];
    const asked = (what: string) => ({ focus: () => void told.push(what) });
    openWindow({ showModal: () => undefined, close: () => undefined, querySelector: asked }, null);
    expect(told).toEqual(["[data-first] input"]);
  });

  test("that locks lies over all, cannot be closed, and has the keyboard", () => {
    const { told, dialog } = window();
    coverScreen(dialog);
    expect(told).toEqual(["closedby=none", "open", "field"]);
  });

  const closedBy = (kind: string, named: RegExp, what: string, event: object = {}) => {
    let closed = 0;
    const props = { title: "Fault", onClose: () => (closed += 1), children: null };
    redrawnPart(parts.OpenDialog, props, { ...looked, comesIn: (stands) => does(stands, kind, named, what, event) });
    return closed;
  };

  test("closes on Escape in the way of its screen, on its button, and on a press beside it but not on one within", () => {
    let kept = 0;
    expect(closedBy("dialog", /window/, "onCancel", { preventDefault: () => (kept += 1) })).toBe(1);
    expect(kept).toBe(1);
    expect(closedBy("button", /close/, "onClick")).toBe(1);
    // Nothing is drawn here, so that the window itself is nothing.
    expect(closedBy("dialog", /window/, "onClick", { target: null })).toBe(1);
    expect(closedBy("dialog", /window/, "onClick", { target: {} })).toBe(0);
  });
});

describe("a locked desk", () => {
  const locked = (comesIn: (stands: readonly Handed[]) => void) =>
    redrawnPart(parts.DeskLock, { session, acting: gao } as never, { ...looked, comesIn });

  test("stays though Escape is pressed, and though the browser has closed it", () => {
    const told: string[] = [];
    const event = (name: string, more: object = {}) => ({ preventDefault: () => void told.push(name), ...more });
    locked((stands) => {
      does(stands, "dialog", /cover/, "onCancel", event("cancel"));
      does(stands, "dialog", /cover/, "onKeyDown", event("escape", { key: "Escape" }));
      does(stands, "dialog", /cover/, "onKeyDown", event("letter", { key: "a" }));
      const closed = (cover: object) =>
        does(stands, "dialog", /cover/, "onClose", {
          currentTarget: { showModal: () => void told.push("again"), ...cover },
        });
      closed({ isConnected: true, open: false });
      closed({ isConnected: true, open: true });
      closed({ isConnected: false, open: false });
    });
    expect(told).toEqual(["cancel", "escape", "again"]);
  });

  test("is opened by whoever says that it is them, or by somebody else with their password", () => {
    locked((stands) => does(stands, "button", /choice Lin/, "onClick"));
    expect(kept.get("zhiban.acting")).toBe("lin");
    const asked = locked((stands) => does(stands, "button", /link .*/, "onClick"));
    expect(asked.filter(({ type, props }) => type === "button" && props["aria-pressed"] === true)).toEqual([]);
  });
});

test("a page is printed at one press, and countersigned by those alone who answer for a post", () => {
  const at = { post: "lobby", date: "2026-11-21", shift: "day" };
  const kept = { rule: { countersigned: ofLeaders }, head: { version: 1, hash: "h" } };
  const bar = (functions: object[], awaitsCountersign: boolean) => {
    const page = { ...kept, state: { phase: awaitsCountersign ? "closed" : "open" } } as never;
    const acting = { ...gao, functions } as never;
    const stands = redrawnPart(parts.PageBar, { at, page }, { ...looked, acting });
    return stands.filter(({ props }) => typeof props.onClick === "function");
  };
  const [print, ...others] = bar([], true);
  (print as Handed & { props: { onClick(): void } }).props.onClick();
  expect([printed, others.length]).toEqual([1, 0]);
  const superior = [{ function: "squad-leader", site: "tower" }];
  expect([bar(superior, true).length, bar(superior, false).length]).toEqual([2, 1]);
});

test("of the photos the one that is pressed goes; the same file can be picked again", () => {
  const all: (readonly string[])[] = [];
  const target = { files: [], value: "lamp.jpg" };
  redrawnPart(
    parts.PhotoPicker,
    { photos: ["one", "two"], onChange: (next) => void all.push(next) },
    {
      ...looked,
      comesIn: (stands) => {
        does(stands, "button", /./, "onClick");
        does(stands, "input", /./, "onChange", { target });
      },
    },
  );
  expect(all[0]).toEqual(["two"]);
  expect(target.value).toBe("");
});

describe("a form about an account", () => {
  const form = (typed: string, submits: boolean) => {
    let stayed = 0;
    const props = { act: "signIn", given: {}, go: "Go", onDone: () => undefined };
    const stands = redrawnPart(parts.AccountForm as never, props as never, {
      ...looked,
      comesIn: (first) => {
        const fields = first.filter(({ props: its }) => typeof its.onFault === "function");
        for (const { props: its } of fields) (its.onChange as (text: string) => void)(typed);
        if (submits) does(first, "form", /stack/, "onSubmit", { preventDefault: () => (stayed += 1) });
      },
    });
    return { stayed, stands };
  };
  const wrong = (stands: readonly Handed[]) => stands.filter(({ props }) => props.wrong === true).length;

  test("stays on its page when it is sent, and sends nothing where a field is empty: it marks that one", () => {
    const { stayed, stands } = form("", true);
    expect([stayed, sent.length, wrong(stands)]).toEqual([1, 0, 1]);
  });

  test("marks nothing before it is sent, and keeps what is typed", () => {
    const { stands } = form("somebody", false);
    expect(wrong(stands)).toBe(0);
    const values = stands.filter(({ props }) => typeof props.onFault === "function").map(({ props }) => props.value);
    expect(new Set(values)).toEqual(new Set(["somebody"]));
  });
});
