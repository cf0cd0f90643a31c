import { useTranslation } from "react-i18next";
import { isUnsent } from "../../queue/item.ts";
import { useOutbox } from "./outbox.ts";

/** For whoever waits until the desk is theirs to leave or to lock: what was written there goes before that. */
export function SentFirst() {
  const { t } = useTranslation();
  const count = useOutbox().filter(({ state }) => state === "sending" || isUnsent({ state })).length;
  if (count === 0) return null;
  return (
    <p className="hint" role="status">
      {t("ui:outbox.first", { count })}
    </p>
  );
}
