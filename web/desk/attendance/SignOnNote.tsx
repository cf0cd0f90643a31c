import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Status } from "../../ui/Status.tsx";
import { useUnconfirmed } from "../notice/unconfirmed.ts";

/** Regulations that the acting person has not confirmed in their present edition: said before the button, not after it. */
export function SignOnNote({ post }: { post: string }) {
  const { t } = useTranslation();
  const waiting = useUnconfirmed(post);
  if (waiting.length === 0) return null;
  return (
    <div className="stack">
      {waiting.map(({ regulation, title }) => (
        <p key={regulation} className="row">
          <Status kind="isolated">{t("attendance:unconfirmed")}</Status>
          <Link to="/regulation/$regulation" params={{ regulation }} search={{ post }}>
            {title}
          </Link>
        </p>
      ))}
    </div>
  );
}
