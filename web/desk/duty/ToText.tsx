import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { RefusalTold } from "../refusal/RefusalNote.tsx";

/** Where a text must be confirmed first, the way to it; nothing otherwise. */
export function ToText({ post, problem }: { post: string; problem: RefusalTold }) {
  const { t } = useTranslation();
  if (problem.code !== "attendance.regulation-unconfirmed") return null;
  const regulation = String(problem.detail?.regulation);
  return (
    <Link to="/regulation/$regulation" params={{ regulation }} search={{ post }} className="target">
      {t("notice:confirm.title")}
    </Link>
  );
}
