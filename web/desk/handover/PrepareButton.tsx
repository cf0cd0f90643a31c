import { useTranslation } from "react-i18next";
import { prepareOpensAt } from "#duty/handover/prepare-window.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { useNow, useWall } from "../../ui/server-clock.ts";
import { useHandover } from "./handover-desk.ts";

/** Prepares the hand-over, or says from when that may be done. */
export function PrepareButton({ busy, onPrepare }: { busy: boolean; onPrepare: () => void }) {
  const { t } = useTranslation();
  const { state, view } = useHandover();
  const wall = useWall();
  const now = useNow(15_000);
  const opensAt = prepareOpensAt(state.occurrence, view.rule);
  const isEarly = opensAt !== undefined && now < opensAt;
  const why = isEarly
    ? [t("handover:refusal.too-early.todo", { opensAt: `${wall.date(opensAt)} ${wall.time(opensAt)}` })]
    : [];
  return (
    <ActButton main large block busy={busy} why={why} onAct={onPrepare}>
      {t("handover:prepare.go")}
    </ActButton>
  );
}
