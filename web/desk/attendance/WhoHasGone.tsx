import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { mayNotAbandon } from "#duty/attendance/record-abandonment.ts";
import { mayNotRecord } from "#duty/attendance/record-sign-off.ts";
import { isLeftTo } from "#duty/grammar/cited.ts";
import { instant } from "#duty/grammar/time.ts";
import type { GoneFromDuty } from "#server/attendance/attendance-answer.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Moment } from "../../ui/When.tsx";
import { functionsHeldAt, useDeskPlace } from "../door/acting.ts";
import { textsOf, useDetail } from "../refusal/RefusalNote.tsx";
import { useNames } from "../site/names.ts";
import { AbandonmentDialog } from "./AbandonmentDialog.tsx";
import { CorrectSignOffDialog } from "./CorrectSignOffDialog.tsx";

/** Who has gone from the post, when, and where somebody else entered it, who and when. */
export function WhoHasGone({ post, gone }: { post: string; gone: readonly GoneFromDuty[] }) {
  const { t } = useTranslation();
  if (gone.length === 0) return null;
  return (
    <>
      <h3 className="sub">{t("attendance:gone.title")}</h3>
      <ul>
        {gone.map((each) => (
          <GoneRow key={`${each.date}/${each.shift}/${each.person}`} post={post} gone={each} />
        ))}
      </ul>
    </>
  );
}

function GoneRow({ post, gone }: { post: string; gone: GoneFromDuty }) {
  const { t } = useTranslation();
  const names = useNames();
  const { site, acting } = useDeskPlace();
  const { person, corrects } = gone;
  const abandonment = gone.abandonment ?? undefined;
  const functions = functionsHeldAt(acting, { site, post });
  const isOwn = person === acting.person;
  // Whoever went finds beside it why they correct it not themselves.
  const corrected = isOwn || isLeftTo(corrects ?? undefined, functions);
  const isByOthers = gone.how === "departed" || (gone.how === "signed-off" && gone.entered !== null);
  const abandoned = isByOthers && !mayNotAbandon({ actor: acting.person, person, abandonment, functions });
  return (
    <li className={isOwn ? "person-row own" : "person-row"}>
      <span className="name">{names.person(gone.person)}</span>
      <div className="row spread soft">
        <span>
          {names.shift(post, gone.shift)} · {t(`attendance:gone.${gone.how}`)} <Moment at={gone.offAt} />
        </span>
        {gone.how === "signed-off" && corrected && <CorrectButton post={post} gone={gone} />}
        {abandoned && <LeftButton post={post} gone={gone} />}
      </div>
      <WhoEntered gone={gone} />
    </li>
  );
}

/** The true time stands above; here by whom it was entered and when, and what a correction has corrected. */
function WhoEntered({ gone: { entered, toldAt } }: { gone: GoneFromDuty }) {
  const { t } = useTranslation();
  const names = useNames();
  if (!entered) return null;
  return (
    <p className="small soft">
      {t(`attendance:gone.${entered.as}`, { name: names.person(entered.by) })} <Moment at={entered.at} />
      {entered.as === "corrected" && (
        <>
          {" "}
          · {t("attendance:gone.firstTold")} <Moment at={toldAt} />
        </>
      )}
    </p>
  );
}

function CorrectButton({ post, gone }: { post: string; gone: GoneFromDuty }) {
  const { t } = useTranslation();
  const fill = useDetail();
  const { site, acting } = useDeskPlace();
  const [open, setOpen] = useState(false);
  const functions = functionsHeldAt(acting, { site, post });
  const { person, corrects } = gone;
  const asked = { actor: acting.person, person, allowed: corrects ?? undefined, functions, asRelief: false };
  const refusal = mayNotRecord(asked)?.refusal;
  const why = refusal && `${textsOf(refusal.code)}.todo`;
  return (
    <>
      <ActButton why={why ? [t(why, fill(refusal.detail))] : []} onAct={() => setOpen(true)}>
        {t("attendance:correct.open")}
      </ActButton>
      {open && <CorrectSignOffDialog post={post} gone={gone} onClose={() => setOpen(false)} />}
    </>
  );
}

/** Whoever entered the sign-off, or the leaving of the company, may not have known that they had left the post before. */
function LeftButton({ post, gone }: { post: string; gone: GoneFromDuty }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="link" onClick={() => setOpen(true)}>
        {t("attendance:abandonment.open")}
      </Button>
      {open && <AbandonmentDialog post={post} on={gone} wentAt={instant(gone.offAt)} onClose={() => setOpen(false)} />}
    </>
  );
}
