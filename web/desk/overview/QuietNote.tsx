import { CheckCircleFilled } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import type { OverviewAnswer } from "#server/overview/overview-answer.ts";
import { Moment, When } from "../../ui/When.tsx";
import { useNames } from "../site/names.ts";
import { useOwedWords } from "./owed-words.ts";
import { PlaceOfDuty } from "./PlaceOfDuty.tsx";
import { RuleLinks } from "./RuleLinks.tsx";

type Shown = Pick<OverviewAnswer, "posts" | "mine" | "ahead" | "settled">;

/** Nothing is to be done: since when, by which counts; what comes next, and what was put right today. */
export function QuietNote({ overview: { posts, mine, ahead, settled } }: { overview: Shown }) {
  const { t } = useTranslation();
  const owed = posts.filter(({ status }) => status !== "closed");
  const manned = owed.filter(({ status }) => status !== "empty");
  const [last] = settled;
  const since = last?.metAt ?? undefined;
  return (
    <div className="overview-quiet">
      <p className="overview-quiet-title">
        <CheckCircleFilled aria-hidden="true" />
        {t("overview:quiet.title")}
      </p>
      <p className="soft">
        {since === undefined ? (
          t("overview:quiet.today")
        ) : (
          <>
            <Moment at={since} /> {t("overview:quiet.since")}
          </>
        )}
        {t("overview:quiet.counts", { manned: manned.length, owed: owed.length })}
      </p>
      <NextThing mine={mine} next={ahead[0]} />
    </div>
  );
}

function NextThing({
  mine,
  next,
}: {
  mine: OverviewAnswer["mine"];
  next: OverviewAnswer["ahead"][number] | undefined;
}) {
  const { t } = useTranslation();
  const names = useNames();
  const words = useOwedWords();
  if (mine)
    return (
      <div className="overview-next">
        <p className="soft small">{t("overview:quiet.mine")}</p>
        <p className="overview-next-time">
          <When at={mine.dueAt} />
        </p>
        <p className="row">
          <PlaceOfDuty owed={mine} post={mine.post}>
            {names.post(mine.post)} · {words(mine)}
          </PlaceOfDuty>
          <RuleLinks rules={mine.rules.slice(0, 1)} />
        </p>
      </div>
    );
  if (!next) return null;
  return (
    <div className="overview-next">
      <p className="soft small">{t("overview:quiet.next")}</p>
      <p className="overview-next-time">
        <When at={next.at} />
      </p>
      <p>
        {t(`overview:lane.${next.lane}`)} ·{" "}
        {next.count === 1 ? names.post(next.post) : t("overview:count", { count: next.count })}
      </p>
    </div>
  );
}

/** What was overdue today and has been met since. */
export function SettledToday({ settled }: { settled: OverviewAnswer["settled"] }) {
  const { t } = useTranslation();
  const names = useNames();
  const words = useOwedWords();
  if (settled.length === 0) return null;
  return (
    <div className="overview-settled">
      <h3 className="soft small">{t("overview:settled", { count: settled.length })}</h3>
      <ul>
        {settled.map((each) => (
          <li key={`${each.stream.noun}/${each.stream.id}#${each.key}`}>
            {each.metAt !== null && <Moment at={each.metAt} />}
            <PlaceOfDuty owed={each} post={each.post}>
              {names.post(each.post)} · {words(each)}
            </PlaceOfDuty>
          </li>
        ))}
      </ul>
    </div>
  );
}
