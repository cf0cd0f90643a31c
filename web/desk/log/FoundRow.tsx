import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { lineTimes } from "#duty/log/line-times.ts";
import type { FoundLine, FoundText } from "#server/log/found-answer.ts";
import { useGivenTexts } from "../../ui/given-text.ts";
import { Moment } from "../../ui/When.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { markedParts } from "./marked-parts.ts";

interface Props {
  readonly line: FoundLine;
  readonly people: Readonly<Record<string, string>>;
}

/** A line that was found: what it says, with its corrections, where it stands, who wrote it and when. */
export function FoundRow({ line, people }: Props) {
  const { t } = useTranslation();
  const { written, came } = lineTimes(line);
  const [first, ...corrections] = line.texts;
  const nameOf = (person: string | null) => (person === null ? "—" : (people[person] ?? t("log:search.nameless")));
  return (
    <li className="found-line">
      <strong className="when">
        <Moment at={written} withDate />
      </strong>
      <div className="told">
        {first && <TextTold told={first} corrected={corrections.length > 0} />}
        {corrections.map((told) => (
          <div key={told.at} className="correction">
            <span className="soft small">
              {t("log:corrected")} {nameOf(told.by)} <Moment at={told.at} withDate />
            </span>
            <TextTold told={told} corrected={false} />
          </div>
        ))}
        <p className="row small soft">
          <FoundPlace line={line} />
          {line.category && <CategoryName category={line.category} />}
          <span>{line.authorFound ? <mark>{nameOf(line.author)}</mark> : nameOf(line.author)}</span>
          {came !== undefined && (
            <span className="kind">
              {t("log:came")} <Moment at={came} withDate />
            </span>
          )}
          {line.duringHandover && <span className="kind">{t("log:duringHandover")}</span>}
          {line.photos > 0 && <span>{t("log:search.photos", { count: line.photos })}</span>}
        </p>
      </div>
      <PageLink line={line} />
    </li>
  );
}

function TextTold({ told: { text, marks }, corrected }: { told: FoundText; corrected: boolean }) {
  const { t } = useTranslation();
  if (text === null) return <p className="soft">{t("log:erased")}</p>;
  return (
    <p className={corrected ? "wrap corrected" : "wrap"}>
      {markedParts(text, marks).map(({ at, part, marked }) => (marked ? <mark key={at}>{part}</mark> : part))}
    </p>
  );
}

function CategoryName({ category }: { category: NonNullable<FoundLine["category"]> }) {
  const { given } = useGivenTexts();
  return <span className="kind">{given(category)}</span>;
}

function FoundPlace({ line: { site, siteName, postName, shiftName, date } }: { line: FoundLine }) {
  const { site: here } = useDeskPlace();
  return (
    <span className="place">
      {site !== here && `${siteName} · `}
      {postName} · {date} {shiftName}
    </span>
  );
}

/** The way to the page. A desk shows the pages of its own site; those of another are read there. */
function PageLink({ line: { site, post, date, shift, postName, shiftName } }: { line: FoundLine }) {
  const { t } = useTranslation();
  const { site: here } = useDeskPlace();
  if (site !== here) return <span className="soft small elsewhere">{t("log:search.elsewhere")}</span>;
  const about = t("log:search.toPageOf", { post: postName, date, shift: shiftName });
  return (
    <Link to="/page/$post/$date/$shift" params={{ post, date, shift }} className="target" aria-label={about}>
      {t("log:search.toPage")}
    </Link>
  );
}
