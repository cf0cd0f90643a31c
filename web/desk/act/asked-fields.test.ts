import { expect, test } from "vitest";
import { type AskedFields, askedIn, givenIn, missingIn, unlessEmpty, valuesIn } from "./asked-fields.ts";

const hours = [1, 24].map((each) => ({ key: String(each), name: `${each} h` }));
const fields = {
  text: { kind: "text", label: "What", required: "say what", begins: "lamp" },
  hours: { kind: "choice", label: "By when", options: hours, begins: "24" },
  to: { kind: "choice", label: "Where", options: [{ key: "gate", name: "Gate" }], required: "say where" },
  ago: { kind: "ago", label: "Minutes ago", mostMinutes: 30 },
  heard: { kind: "several", label: "Who", options: [] },
  photos: { kind: "photos" },
} as const satisfies AskedFields;

const begun = { text: "lamp", hours: "24", to: "", ago: 0, heard: [], photos: [] };

test("without a draft the fields begin as they are described", () => {
  expect(valuesIn(fields, undefined)).toEqual(begun);
});

test("a draft stands in the fields again, also one that an earlier release kept", () => {
  const draft = { text: "door", hours: 1, to: "gate", ago: 12, heard: ["lin"], photos: ["a"] };
  expect(valuesIn(fields, draft)).toEqual({ ...draft, hours: "1" });
  expect(valuesIn({ note: { kind: "text", label: "Note" } }, "as far as the pump room")).toEqual({
    note: "as far as the pump room",
  });
});

test.each([
  ["nothing", null],
  ["a list", []],
  ["other kinds of values", { text: 5, hours: "5", to: [], ago: "2", heard: "lin", photos: [7] }],
])("%s is no draft", (_, draft) => {
  expect(valuesIn(fields, draft)).toEqual(begun);
});

test("minutes begin where they are said to, as far as they can have been", () => {
  const about = (begins: number, kept?: number) =>
    valuesIn({ ago: { ...fields.ago, begins } }, kept === undefined ? undefined : { ago: kept }).ago;
  expect([about(20), about(45), about(20, 0)]).toEqual([20, 30, 0]);
});

test("what can no longer have been is cut to what can", () => {
  expect(valuesIn(fields, { ago: 480 }).ago).toBe(30);
});

test("what is required is asked for until it is there, and blanks are nothing", () => {
  expect(missingIn(fields, { ...begun, text: "  " })).toEqual(["say what", "say where"]);
  expect(missingIn(fields, { ...begun, to: "gate" })).toEqual([]);
});

test("words are sent without the blanks around them, and left out where there are none", () => {
  expect(givenIn<typeof fields>({ ...begun, text: " lamp\n" }).text).toBe("lamp");
  expect(unlessEmpty({ note: "", reason: "late" })).toEqual({ reason: "late" });
});

test("what depends on another answer is asked, and missed, only where that answer stands", () => {
  const dependent = {
    to: fields.to,
    why: { kind: "text", label: "Why", required: "say why", isAsked: ({ to }) => to === "gate" },
  } as const satisfies AskedFields;
  const [unasked, asked] = [
    { to: "", why: "" },
    { to: "gate", why: "" },
  ];
  expect([askedIn(dependent, unasked), askedIn(dependent, asked)].map((each) => Object.keys(each))).toEqual([
    ["to"],
    ["to", "why"],
  ]);
  expect(missingIn(dependent, unasked)).toEqual(["say where"]);
  expect(missingIn(dependent, asked)).toEqual(["say why"]);
});
