import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test, vi } from "vitest";
import { contrastOf } from "#test/contrast-of.ts";
import { cssVariables, type Light, measures, type Palette, palettes, type TypeSize } from "./tokens.ts";

const lights = Object.keys(palettes) as Light[];
const sizes = Object.keys(measures) as TypeSize[];

const statuses = ["fire", "overdue", "isolated", "well", "accent"] as const;
const texts = ["text", "textSoft", "textFaint", ...statuses] as const satisfies readonly (keyof Palette)[];

test.each(lights)("in %s, every text can be read on every ground it stands on", (light) => {
  const palette = palettes[light];
  for (const text of texts)
    for (const ground of ["ground", "surface", "raised"] as const)
      expect([text, ground, contrastOf(palette[text], palette[ground]) >= 4.5]).toEqual([text, ground, true]);
  for (const status of statuses)
    expect([status, contrastOf(palette[status], palette[`${status}Soft`]) >= 4.5]).toEqual([status, true]);
  expect(contrastOf(palette.onAccent, palette.accent)).toBeGreaterThanOrEqual(4.5);
  expect(contrastOf(palette.onAccent, palette.accentStrong)).toBeGreaterThanOrEqual(4.5);
  // The edge of a field or button is told from what is around it.
  expect(contrastOf(palette.lineStrong, palette.surface)).toBeGreaterThanOrEqual(3);
});

test.each(lights)("in %s, no two statuses look alike, and fire is the red one, well the green one", (light) => {
  const palette = palettes[light];
  expect(new Set(statuses.map((status) => palette[status])).size).toBe(statuses.length);
  const parts = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const [red = 0, green = 0, blue = 0] = parts(palette.fire);
  expect(Math.min(red - green, red - blue)).toBeGreaterThan(60);
  const [least = 0, most = 0, third = 0] = parts(palette.well);
  expect(Math.min(most - least, most - third)).toBeGreaterThan(40);
});

test.each(sizes)("in %s type, what a finger must hit is large enough for it, and grows with the type", (size) => {
  const { body, touch } = measures[size];
  expect(touch).toBeGreaterThanOrEqual(44);
  expect(touch / body).toBeGreaterThanOrEqual(2.9);
  // The smallest text of the style sheets is 0.867 of the ordinary one: never below 13 pixels.
  expect(body * 0.867).toBeGreaterThanOrEqual(13);
});

const ui = join(import.meta.dirname, "..");
const sheets = readdirSync(ui, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".css") && !file.startsWith("dist"))
  .map((file) => [file, readFileSync(join(ui, file), "utf8")] as const);

test("every variable of a style sheet is one of the tokens or set there", () => {
  const all = sheets.map(([, text]) => text).join("\n");
  const known = new Set([
    ...Object.keys(cssVariables("light", "ordinary")),
    ...[...all.matchAll(/^\s*(--[\w-]+):/gm)].map(([, name]) => name),
  ]);
  const used = [...all.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name ?? "");
  expect(used.length).toBeGreaterThan(200);
  expect([...new Set(used)].filter((name) => !known.has(name))).toEqual([]);
});

test("no style sheet sets a text smaller than the smallest that is allowed", () => {
  const small = sheets.flatMap(([file, text]) =>
    file === "desk/paper/paper.css"
      ? []
      : [...text.matchAll(/font-size: ([\d.]+)(rem|em|px)/g)].flatMap(([whole, number, unit]) => {
          const pixels = unit === "px" ? Number(number) : Number(number) * measures.ordinary.body;
          return pixels < 12.99 ? [`${file}: ${whole}`] : [];
        }),
  );
  expect(small).toEqual([]);
});

let themeOf: typeof import("./theme.ts").themeOf;

beforeAll(async () => {
  vi.stubGlobal("window", { matchMedia: () => ({ matches: false }) });
  ({ themeOf } = await import("./theme.ts"));
  vi.unstubAllGlobals();
});

test.each(lights)("in %s, the component library wears our colours: each status its own", (light) => {
  const palette = palettes[light];
  expect(themeOf(light, "ordinary").token).toMatchObject({
    colorPrimary: palette.accent,
    colorSuccess: palette.well,
    colorWarning: palette.overdue,
    colorError: palette.fire,
    colorText: palette.text,
    colorTextDisabled: palette.textFaint,
    colorBgContainer: palette.surface,
    colorBgElevated: palette.raised,
    colorBorder: palette.lineStrong,
  });
});

test.each(sizes)("in %s type, no control of the component library is lower than a finger is wide", (size) => {
  const { controlHeight = 0, controlHeightSM = 0, controlHeightLG = 0, fontSize } = themeOf("light", size).token ?? {};
  for (const height of [controlHeight, controlHeightSM, controlHeightLG])
    expect(height).toBeGreaterThanOrEqual(measures[size].touch);
  expect(fontSize).toBe(measures[size].body);
});
