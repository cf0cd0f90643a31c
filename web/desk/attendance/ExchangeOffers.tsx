import { useState } from "react";
import { useTranslation } from "react-i18next";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { OnDuty } from "#server/attendance/attendance-answer.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { ActDialog } from "../act/ActDialog.tsx";
import { unlessEmpty } from "../act/asked-fields.ts";
import { useDeskPlace } from "../door/acting.ts";
import { useSend } from "../door/use-send.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { useNames } from "../site/names.ts";
import type { ShiftId } from "../site/shift-id.ts";
import { useAttendance } from "./attendance-query.ts";

interface Offer {
  readonly post: string;
  readonly person: string;
}

/** What was offered to the acting person and what they have offered themselves: to exchange posts with somebody inside the shift. */
export function ExchangeOffers({ at, own }: { at: ShiftId; own: OnDuty }) {
  const { site } = useDeskPlace();
  const { posts } = useAttendance(site);
  const offers = posts.flatMap(({ post, on }) =>
    on.flatMap(({ person, date, shift, offer }) =>
      offer?.to === at.post && offer.exchangeWith === own.person && date === at.date && shift === at.shift
        ? [{ post, person }]
        : [],
    ),
  );
  return (
    <>
      {offers.map((each) => (
        <Offered key={each.person} at={at} by={each} />
      ))}
      {own.offer && <OwnOffer at={at} to={own.offer.to} person={own.offer.exchangeWith} />}
    </>
  );
}

function Offered({ at, by: { post, person } }: { at: ShiftId; by: Offer }) {
  const { t } = useTranslation();
  const names = useNames();
  const [open, setOpen] = useState(false);
  const told = { name: names.person(person), post: names.post(post) };
  return (
    <div className="row spread" role="status">
      <span>{t("attendance:exchange.offered", told)}</span>
      <ActButton onAct={() => setOpen(true)}>{t("attendance:exchange.accept")}</ActButton>
      {open && (
        <ActDialog
          title={t("attendance:exchange.title", told)}
          go={t("attendance:exchange.go")}
          draft={["exchange", shiftId(at)]}
          fields={{
            record: { kind: "text", label: t("attendance:move.record"), note: t("attendance:move.recordNote") },
          }}
          onSend={(send, { record }) =>
            send("attendance.move", { ...at, to: post, exchangeWith: person, ...unlessEmpty({ record }) })
          }
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}

function OwnOffer({ at, to, person }: { at: ShiftId; to: string; person: string }) {
  const { t } = useTranslation();
  const names = useNames();
  const { send, busy, problem } = useSend();
  return (
    <>
      <div className="row spread" role="status">
        <span className="soft">
          {t("attendance:exchange.waits", { name: names.person(person), post: names.post(to) })}
        </span>
        <ActButton busy={busy} onAct={() => void send("attendance.withdraw-exchange", at)}>
          {t("attendance:exchange.withdraw")}
        </ActButton>
      </div>
      {problem && <RefusalNote problem={problem} />}
    </>
  );
}
