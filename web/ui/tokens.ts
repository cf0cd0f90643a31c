/**
 * The one source of how the product looks: CSS variables and the theme of the component library are both made from this.
 * Neutral greys, one accent, four statuses. Every text colour holds 4.5:1 on `ground`, `surface` and its own `soft`.
 */
export interface Palette {
  readonly ground: string;
  readonly surface: string;
  readonly raised: string;
  readonly sunken: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly text: string;
  readonly textSoft: string;
  readonly textFaint: string;
  readonly accent: string;
  readonly accentStrong: string;
  readonly accentSoft: string;
  readonly onAccent: string;
  readonly fire: string;
  readonly fireSoft: string;
  readonly overdue: string;
  readonly overdueSoft: string;
  readonly isolated: string;
  readonly isolatedSoft: string;
  readonly well: string;
  readonly wellSoft: string;
  readonly shade: string;
}

export type Light = "light" | "dark";
export type TypeSize = "ordinary" | "large";

export const palettes: Readonly<Record<Light, Palette>> = {
  light: {
    ground: "#f3f4f6",
    surface: "#ffffff",
    raised: "#ffffff",
    sunken: "#eaecf0",
    line: "#dcdfe5",
    lineStrong: "#858c98",
    text: "#15181e",
    textSoft: "#474e59",
    textFaint: "#5f6672",
    accent: "#2a46ad",
    accentStrong: "#1f3687",
    accentSoft: "#e6eafa",
    onAccent: "#ffffff",
    fire: "#b0231b",
    fireSoft: "#fce8e6",
    overdue: "#9a4300",
    overdueSoft: "#fdeddb",
    isolated: "#735600",
    isolatedSoft: "#faf1c9",
    well: "#196637",
    wellSoft: "#e2f2e8",
    shade: "rgb(20 24 32 / 0.10)",
  },
  dark: {
    ground: "#0d1015",
    surface: "#151920",
    raised: "#1d222b",
    sunken: "#090b0f",
    line: "#282e39",
    lineStrong: "#717a88",
    text: "#e3e6eb",
    textSoft: "#aab2be",
    textFaint: "#8f98a5",
    accent: "#8ba1fb",
    accentStrong: "#a9baff",
    accentSoft: "#1d2646",
    onAccent: "#0a0f2c",
    fire: "#ff9188",
    fireSoft: "#391715",
    overdue: "#ffab66",
    overdueSoft: "#352010",
    isolated: "#e6c64d",
    isolatedSoft: "#30280d",
    well: "#80cf9c",
    wellSoft: "#122d1d",
    shade: "rgb(0 0 0 / 0.45)",
  },
};

/** Pixels. `touch` is the least side of anything that a finger must hit; `body` the size of ordinary text. */
export const measures: Readonly<Record<TypeSize, { readonly body: number; readonly touch: number }>> = {
  ordinary: { body: 15, touch: 44 },
  large: { body: 20, touch: 60 },
};

export const radius = 8;
export const lineHeight = 1.6;

/** System fonts only: a web font for Chinese is megabytes, and a basement has no signal. */
export const fontFamily =
  '"PingFang SC", "HarmonyOS Sans SC", "MiSans", "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", system-ui, sans-serif';

export function cssVariables(light: Light, size: TypeSize): Record<string, string> {
  const colours = Object.entries(palettes[light]).map(([name, value]) => [`--${hyphened(name)}`, value]);
  const { body, touch } = measures[size];
  return {
    ...Object.fromEntries(colours),
    "--body": `${body}px`,
    "--touch": `${touch}px`,
    "--radius": `${radius}px`,
    "--line-height": `${lineHeight}`,
    "--font": fontFamily,
  };
}

function hyphened(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
