import type { QueryFunctionContext } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { DeskPlace } from "../door/acting.ts";
import type { ShiftId } from "../site/shift-id.ts";
import type { SheetPlace } from "./shown-documents.ts";

/** What the page asks the server for a noun. */
interface SheetQuestion<V> {
  readonly queryKey: readonly unknown[];
  queryFn?(context: QueryFunctionContext): V | Promise<V>;
}

/** The sheets of one noun in the page of a shift: what they are filled from, whether they are there yet, and how each is drawn. */
export interface PageSheets<V = unknown> {
  /** Among the nouns of a page, the smallest first. */
  readonly order: number;
  question(place: DeskPlace, at: ShiftId): SheetQuestion<V>;
  isThere(view: V): boolean;
  /** Who led the shift, where the noun knows. */
  leading?(view: V): string | undefined;
  readonly sheets: readonly Sheet<V>[];
}

interface Sheet<V> {
  readonly key: string;
  draw(view: V, place: SheetPlace): ReactNode;
}

/** Sheets of a view that only they know; whoever puts the page together need not. */
export function pageSheets<V>(sheets: PageSheets<V>): PageSheets {
  return sheets;
}
