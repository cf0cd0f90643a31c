import type { RegisteredRouter } from "@tanstack/react-router";
import { createContext, useContext } from "react";
import type { Book, KeysTold } from "./desk-noun.ts";

/** Addresses of screens that show one shift of a post. */
type ShiftAddress = Extract<keyof RegisteredRouter["routesByPath"], `/${string}/$post/$date/$shift`>;

/** What the shell draws of the nouns without knowing one: it is handed in where the routes are put together. */
export interface ShownNouns {
  /** In the order of their links. */
  readonly books: readonly Book<ShiftAddress>[];
  /** Keys of panels and screens. */
  readonly keys: readonly KeysTold[];
}

export const ShownNounsContext = createContext<ShownNouns | undefined>(undefined);

export function useShownNouns(): ShownNouns {
  const shown = useContext(ShownNounsContext);
  if (!shown) throw new Error("the shell was drawn without the nouns that it shows");
  return shown;
}
