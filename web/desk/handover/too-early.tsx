import { useTranslation } from "react-i18next";
import { prepareOpensAt } from "#duty/handover/prepare-window.ts";
import { useNow, useWall } from "../../ui/server-clock.ts";
import { useHandover } from "./handover-desk.ts";

/** Why a hand-over may not be prepared yet, in words; empty where it may. */
export function useTooEarly(): readonly string[] {
  const { t } = useTranslation();
  const { state, view } = useHandover();
  const wall = useWall();
  const now = useNow(15_000);
  const opensAt = prepareOpensAt(state.occurrence, view.rule);
  if (opensAt === undefined || now >= opensAt) return [];
  return [t("handover:refusal.too-early.todo", { opensAt: `${wall.date(opensAt)} ${wall.time(opensAt)}` })];
}
