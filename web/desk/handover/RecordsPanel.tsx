import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ActButton } from "../../ui/ActButton.tsx";
import { useListed } from "../../ui/listed.ts";
import { Panel } from "../../ui/Panel.tsx";
import { Status } from "../../ui/Status.tsx";
import { useSend } from "../door/use-send.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { RuleChips } from "../refusal/RuleChips.tsx";
import { useNames } from "../site/names.ts";
import { preparationOf, useHandover } from "./handover-desk.ts";

/** The records that the relief reads and the books that it takes. */
export function RecordsPanel() {
  const { t } = useTranslation();
  const names = useNames();
  const told = useListed();
  const desk = useHandover();
  const { at, work, side, fixed, view } = desk;
  const reading = useSend();
  const taking = useSend();
  const { recordsRead, books } = view.rule;
  const listed = preparationOf(desk)?.books ?? [];
  const left = listed.filter((book) => !work.booksTaken.includes(book));
  const mine = side === "incoming" && !fixed;
  return (
    <Panel
      id="records"
      title={t("handover:records.title")}
      aside={<RuleChips rules={[...(recordsRead?.cites ?? []), ...(books?.cites ?? [])]} />}
    >
      <div className="check-line">
        <span>
          {t("handover:records.page")}{" "}
          <Link to="/page/$post/$date/$shift" params={at} className="target">
            {t("handover:records.open")}
          </Link>
        </span>
        {work.recordsRead ? (
          <Status kind="well">{t("handover:records.read")}</Status>
        ) : mine ? (
          <ActButton busy={reading.busy} onAct={() => void reading.send("handover.read-records", at)}>
            {t("handover:records.go")}
          </ActButton>
        ) : (
          // What no regulation asks for is not held up as lacking.
          recordsRead?.required && <Status kind="quiet">{t("handover:records.unread")}</Status>
        )}
      </div>
      {reading.problem && <RefusalNote problem={reading.problem} />}
      {listed.length > 0 && (
        <div className="check-line" id="books" tabIndex={-1}>
          <span>
            {t("handover:books.title")}{" "}
            <span className="soft">{told(listed.map((book) => names.item(at.post, book)))}</span>
          </span>
          {left.length === 0 ? (
            <Status kind="well">{t("handover:books.taken")}</Status>
          ) : mine ? (
            <ActButton busy={taking.busy} onAct={() => void taking.send("handover.take-books", { ...at, books: left })}>
              {t("handover:books.go", { count: left.length })}
            </ActButton>
          ) : (
            books?.required && <Status kind="quiet">{t("handover:books.left", { count: left.length })}</Status>
          )}
        </div>
      )}
      {taking.problem && <RefusalNote problem={taking.problem} />}
    </Panel>
  );
}
