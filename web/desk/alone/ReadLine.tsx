import { useTranslation } from "react-i18next";
import type { Line } from "#duty/log/log.ts";
import { useGivenTexts } from "../../ui/given-text.ts";
import { BothTimes, WrittenAt, WrittenOrBoth } from "../log/LineTimes.tsx";
import { useNames } from "../site/names.ts";
import { textOf } from "../site/texts.ts";
import type { AloneReading } from "./alone-reading.ts";

/** One line as it was read; what can be done about it is done with the server. */
export function ReadLine({ line, reading: { page } }: { line: Line; reading: AloneReading }) {
  const { t } = useTranslation();
  const { given } = useGivenTexts();
  const names = useNames();
  const category = page.rule.categories?.list.find(({ key }) => key === line.category);
  return (
    <li className="log-line">
      <strong className="when">
        <WrittenAt line={line} />
      </strong>
      <div className="told">
        <p className={line.corrections.length > 0 ? "wrap corrected" : "wrap"}>
          {textOf(page.texts, line.text) ?? t("log:erased")}
        </p>
        {line.corrections.map((correction) => (
          <p key={correction.at} className="correction wrap">
            <span className="soft">
              {t("log:corrected")} {names.person(correction.by)} <WrittenOrBoth line={correction} />
            </span>{" "}
            {textOf(page.texts, correction.text) ?? t("log:erased")}
          </p>
        ))}
        <p className="meta small soft">
          {category && <span>{given(category)}</span>}
          <span>{names.person(line.by)}</span>
          <BothTimes line={line} />
        </p>
      </div>
    </li>
  );
}
