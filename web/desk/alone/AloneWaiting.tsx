import { useTranslation } from "react-i18next";
import { isUnsent } from "../../queue/item.ts";
import { Panel } from "../../ui/Panel.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { useKeepsNothing, useOutbox } from "../door/outbox.ts";
import { UnsentRow } from "../log/UnsentRow.tsx";

/** What of one's own waits in this browser, in its words, and how much of others does: their words are theirs. */
export function AloneWaiting() {
  const { t } = useTranslation();
  const { acting } = useDeskPlace();
  const keepsNothing = useKeepsNothing();
  const waiting = useOutbox().filter((each) => each.state === "sending" || isUnsent({ state: each.state }));
  const own = waiting.filter(({ as }) => as === acting.person);
  const others = waiting.length - own.length;
  return (
    <Panel title={t("account:alone.waits")} count={own.length} flush>
      {keepsNothing && <p className="hint">{t("ui:outbox.unkept")}</p>}
      {own.length === 0 && <p className="composer soft">{t("account:alone.noneWaits")}</p>}
      <ul className="lines">
        {own.toReversed().map((each) => (
          <UnsentRow key={each.id} item={each} writes />
        ))}
      </ul>
      {others > 0 && <p className="composer soft">{t("account:alone.others", { count: others })}</p>}
    </Panel>
  );
}
