import { ExclamationCircleFilled } from "@ant-design/icons";
import { Link, useParams } from "@tanstack/react-router";
import i18next from "i18next";
import { useContext, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { KnownProblem } from "../../queue/heard.ts";
import { useListed } from "../../ui/listed.ts";
import { useNow, useWall } from "../../ui/server-clock.ts";
import { When } from "../../ui/When.tsx";
import { NamesContext } from "../site/names.ts";
import { RuleChips } from "./RuleChips.tsx";

/** The parts of a refusal that a sentence needs. */
export type RefusalTold = Pick<KnownProblem, "code" | "rules" | "detail">;

/** Where the sentences of a code stand: `handover.not-the-relief` in the texts of the hand-over. */
export function textsOf(code: string): string {
  const [noun = "ui", ...rest] = code.split(".");
  const own = `${noun}:refusal.${rest.join(".")}`;
  const candidates = [own, `door:refusal.${code}`];
  return candidates.find((key) => i18next.exists(`${key}.what`)) ?? "ui:refusal.unknown";
}

/** Fills a sentence: names of people, posts, shifts and things are looked up, moments told by the wall clock of the site. */
export function useDetail(): (detail: RefusalTold["detail"]) => Record<string, string> {
  const names = useContext(NamesContext);
  const listed = useListed();
  const wall = useWall();
  const { post } = useParams({ strict: false });
  return (detail = {}) =>
    Object.fromEntries(
      Object.entries(detail).map(([key, value]) => {
        if (key.endsWith("At") && typeof value === "number") return [key, `${wall.date(value)} ${wall.time(value)}`];
        const parts = Array.isArray(value) ? value : [value];
        return [key, listed(parts.map((part) => names.of(key, String(part), post)))];
      }),
    );
}

/** How long one still waits before the next try, and then that it may be made. */
function Again({ at }: { at: number }) {
  const { t } = useTranslation();
  const isOver = useNow() >= at;
  return <p role="timer">{isOver ? t("account:again") : <When at={at} />}</p>;
}

/** Where a text must be confirmed first, the way to it; nothing otherwise. */
function ToText({ problem: { code, detail } }: { problem: RefusalTold }) {
  const { t } = useTranslation();
  const { post } = useParams({ strict: false });
  if (!code.endsWith(".regulation-unconfirmed")) return null;
  const search = { post: String(detail?.post ?? post) };
  return (
    <Link
      to="/regulation/$regulation"
      params={{ regulation: String(detail?.regulation) }}
      search={search}
      className="target"
    >
      {t("notice:confirm.title")}
    </Link>
  );
}

/** What went against it, why, and what to do: one message, in the reader's language, with its clauses. */
export function RefusalNote({ problem }: { problem: RefusalTold }) {
  const { t } = useTranslation();
  const fill = useDetail();
  const texts = textsOf(problem.code);
  const about = { ...fill(problem.detail), code: problem.code };
  const retryAt = problem.detail?.retryAt;
  const place = useRef<HTMLDivElement>(null);
  // It answers what was just pressed: nobody has to look for it below the edge or behind a bar.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new answer comes into view again.
  useEffect(() => {
    // Newer browsers answer with a promise, which is no way to end an effect.
    void place.current?.scrollIntoView({ block: "nearest" });
  }, [problem]);
  return (
    <div className="refusal" role="alert" ref={place}>
      <strong>
        <ExclamationCircleFilled aria-hidden="true" />
        <span>{t(`${texts}.what`, about)}</span>
      </strong>
      <p>{t(`${texts}.todo`, about)}</p>
      {typeof retryAt === "number" && <Again at={retryAt} />}
      <ToText problem={problem} />
      <RuleChips rules={problem.rules ?? []} />
    </div>
  );
}
