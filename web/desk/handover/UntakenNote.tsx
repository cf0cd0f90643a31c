import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { untakenFor } from "#duty/handover/take-up.ts";
import { useDeskPlace } from "../door/acting.ts";
import { useNames } from "../site/names.ts";
import { useHandover } from "./handover-desk.ts";

/** Whoever writes up a shift is told first of the one before the rest that they have not taken up, and led there. */
export function UntakenNote() {
  const { t } = useTranslation();
  const names = useNames();
  const { acting } = useDeskPlace();
  const { view, at } = useHandover();
  const before = untakenFor(view.facts.untaken, acting.person)?.occurrence;
  if (!before) return null;
  const { post, date, shift } = before;
  return (
    <p className="row">
      <span>{t("handover:takeUp.first", { date, shift: names.shift(at.post, shift) })}</span>
      <Link to="/handover/$post/$date/$shift" params={{ post, date, shift }} className="target">
        {t("handover:takeUp.open")}
      </Link>
    </p>
  );
}
