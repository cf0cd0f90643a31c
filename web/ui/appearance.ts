import { useSyncExternalStore } from "react";
import { cssVariables, type Light, type TypeSize } from "./tokens.ts";

/** What a person chose for this browser. `auto` follows the device. */
export interface Appearance {
  readonly light: Light | "auto";
  readonly size: TypeSize;
}

const place = "zhiban.appearance";
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();
let chosen: Appearance = remembered();

function remembered(): Appearance {
  try {
    const kept = JSON.parse(localStorage.getItem(place) ?? "{}") as Partial<Appearance>;
    return {
      light: kept.light === "light" || kept.light === "dark" ? kept.light : "auto",
      size: kept.size === "large" ? "large" : "ordinary",
    };
  } catch {
    return { light: "auto", size: "ordinary" };
  }
}

export function choose(change: Partial<Appearance>): void {
  chosen = { ...chosen, ...change };
  localStorage.setItem(place, JSON.stringify(chosen));
  dress();
  for (const tell of listeners) tell();
}

export function lightOf({ light }: Appearance): Light {
  if (light !== "auto") return light;
  return dark.matches ? "dark" : "light";
}

/** Puts the tokens on the root element, before anything is drawn. */
export function dress(): void {
  const light = lightOf(chosen);
  const root = document.documentElement;
  for (const [name, value] of Object.entries(cssVariables(light, chosen.size))) root.style.setProperty(name, value);
  root.dataset.light = light;
  root.dataset.size = chosen.size;
  root.style.colorScheme = light;
}

function subscribe(tell: () => void): () => void {
  const follow = () => {
    // A new object, so that readers of the snapshot notice that "auto" now means something else.
    chosen = { ...chosen };
    dress();
    tell();
  };
  listeners.add(tell);
  dark.addEventListener("change", follow);
  return () => {
    listeners.delete(tell);
    dark.removeEventListener("change", follow);
  };
}

export function useAppearance(): Appearance {
  return useSyncExternalStore(subscribe, () => chosen);
}
