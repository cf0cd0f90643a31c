import {
  AlertFilled,
  CheckCircleFilled,
  ClockCircleFilled,
  ExclamationCircleFilled,
  MinusCircleFilled,
  PauseCircleFilled,
} from "@ant-design/icons";
import type { ReactNode } from "react";

/** `fire` red, `overdue` (or fault) orange, `isolated` (or carried by nothing) yellow, `well` green; `accent` is under way, `quiet` says nothing is expected. */
export type StatusKind = "fire" | "overdue" | "isolated" | "well" | "accent" | "quiet";

const icons = {
  fire: AlertFilled,
  overdue: ExclamationCircleFilled,
  isolated: PauseCircleFilled,
  well: CheckCircleFilled,
  accent: ClockCircleFilled,
  quiet: MinusCircleFilled,
} as const;

/** A status is always colour, icon and word: colour alone is lost on paper and on one man in twelve. */
export function Status({ kind, children }: { kind: StatusKind; children: ReactNode }) {
  const Icon = icons[kind];
  return (
    <span className={`status ${kind}`}>
      <Icon aria-hidden="true" />
      {children}
    </span>
  );
}
