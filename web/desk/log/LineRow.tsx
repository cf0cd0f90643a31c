import { useTranslation } from "react-i18next";
import type { Line } from "#duty/log/log.ts";
import type { PageAnswer } from "#server/log/log-answer.ts";
import { useGivenTexts } from "../../ui/given-text.ts";
import { LinePhotos } from "../photo/LinePhotos.tsx";
import { useNames } from "../site/names.ts";
import type { ShiftId } from "../site/shift-id.ts";
import { textOf } from "../site/texts.ts";
import { LineActs } from "./LineActs.tsx";
import { BothTimes, WrittenAt, WrittenOrBoth } from "./LineTimes.tsx";

/** One line: when, of which kind, what, by whom; corrections beside the original. */
export function LineRow({ line, page, at }: { line: Line; page: PageAnswer; at: ShiftId }) {
  const { t } = useTranslation();
  const { given } = useGivenTexts();
  const names = useNames();
  const category = page.rule.categories?.list.find(({ key }) => key === line.category);
  const text = textOf(page.texts, line.text) ?? t("log:erased");
  return (
    <li className="log-line">
      <strong className="when">
        <WrittenAt line={line} />
      </strong>
      <div className="told">
        <p className={line.corrections.length > 0 ? "wrap corrected" : "wrap"}>{text}</p>
        {line.corrections.map((correction) => (
          <p key={correction.at} className="correction wrap">
            <span className="soft">
              {t("log:corrected")} {names.person(correction.by)} <WrittenOrBoth line={correction} />
            </span>{" "}
            {textOf(page.texts, correction.text) ?? t("log:erased")}
          </p>
        ))}
        <LinePhotos photos={line.photos} />
        <p className="meta small soft">
          {category && <span>{given(category)}</span>}
          <span>{names.person(line.by)}</span>
          {line.duringHandover && <span>{t("log:duringHandover")}</span>}
          <BothTimes line={line} />
        </p>
      </div>
      <LineActs line={line} page={page} at={at} text={text} />
    </li>
  );
}
