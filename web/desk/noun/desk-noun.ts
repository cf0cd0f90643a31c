import type { ComponentType } from "react";
import type { PageSheets } from "../paper/page-sheets.ts";

/** What a panel of the screen of a post is told: where it stands, and on which shift's page one writes there. */
export interface PanelProps {
  readonly post: string;
  readonly shift: { readonly date: string; readonly shift: string } | undefined;
}

/** `side`: people; `main`: what happens; `beside`: what is due and what stays. On a narrow screen people come last. */
export type PanelPlace = "side" | "main" | "beside";

interface Panel {
  readonly place: PanelPlace;
  /** Among the panels of its place, the smallest first. */
  readonly order: number;
  /** Comes with the screen, not with the program. */
  readonly load: () => Promise<ComponentType<PanelProps>>;
}

/** A panel that has come. */
export interface LoadedPanel {
  readonly key: string;
  readonly place: PanelPlace;
  readonly Panel: ComponentType<PanelProps>;
}

/** A book of a post that is leafed shift by shift: a link beside the post, and the keys that open it. */
export interface Book<To extends string> {
  readonly to: To;
  readonly order: number;
  /** Key of the text on the link. */
  readonly label: string;
  readonly Icon: ComponentType<{ readonly "aria-hidden": "true" }>;
  readonly keys: KeysTold;
}

/** Keys, `g h` for two in a row, and the text that says what they do. */
export interface KeysTold {
  readonly keys: string;
  readonly told: string;
}

/**
 * All that the desk shows of one noun. Screens, the screen of a post, the page as a document, the links beside a post and the sheet of keys
 * are made from these values, one line a noun in `nouns.ts`.
 */
interface DeskNoun<R extends readonly object[], To extends string> {
  /** As in `duty/`. */
  readonly noun: string;
  /** Whether its acts may end somebody's writing on the page of a shift, or take over what stands there: what is held in this browser goes before them. */
  readonly endsWriting: boolean;
  /** Screens of its own. */
  readonly routes: R;
  readonly panels?: readonly Panel[];
  readonly books?: readonly Book<To>[];
  /** Keys that its panels and screens answer to. */
  readonly keys?: readonly KeysTold[];
  /** Its sheets of the page of a shift. */
  readonly sheets?: () => Promise<PageSheets>;
}

/** Routes are taken as they are: were they asked to be any route, they would forget their own addresses. */
export function deskNoun<const R extends readonly object[], const To extends string = never>(
  value: DeskNoun<R, To>,
): DeskNoun<R, To> {
  return value;
}
