import { useTranslation } from "react-i18next";
import { lineEntryTypes, lineTimes } from "#duty/log/line-times.ts";
import { Moment } from "../../ui/When.tsx";

/** What bears a time of writing: a line, or a correction of one. */
interface Written {
  readonly at: number;
  readonly deviceTime?: number | null | undefined;
}

interface Props {
  readonly line: Written;
  readonly withDate?: boolean;
}

/** When a line was written. */
export function WrittenAt({ line: { at, deviceTime }, withDate = false }: Props) {
  return <Moment at={lineTimes({ at, deviceAt: deviceTime }).written} withDate={withDate} />;
}

/** Both times of a line that waited at its device; of one that came at once nothing. */
export function BothTimes({ line: { at, deviceTime }, withDate = false }: Props) {
  const { t } = useTranslation();
  const { written, came } = lineTimes({ at, deviceAt: deviceTime });
  if (came === undefined) return null;
  return (
    <span>
      <span className="keep">
        {t("log:written")} <Moment at={written} withDate={withDate} />
      </span>
      {" · "}
      <span className="keep">
        {t("log:came")} <Moment at={came} withDate={withDate} />
      </span>
    </span>
  );
}

/** When a line was written, and where it waited at its device, both times. */
export function WrittenOrBoth({ line }: Pick<Props, "line">) {
  const { at, deviceTime } = line;
  const isLate = lineTimes({ at, deviceAt: deviceTime }).came !== undefined;
  return isLate ? <BothTimes line={line} /> : <WrittenAt line={line} />;
}

/** When an entry came about: a line is told by when it was written; whatever is done or signed counts from when it came. */
export function EntryTime({ entry }: { entry: Written & { readonly type: string } }) {
  return lineEntryTypes.has(entry.type) ? <WrittenOrBoth line={entry} /> : <Moment at={entry.at} />;
}
