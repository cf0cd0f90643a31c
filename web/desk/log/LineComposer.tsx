import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { lineHeldFor } from "#duty/grammar/limits.ts";
import type { PageAnswer } from "#server/log/log-answer.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Choices } from "../../ui/Choices.tsx";
import { useGivenTexts } from "../../ui/given-text.ts";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { TextField } from "../../ui/TextField.tsx";
import { useSend } from "../door/use-send.ts";
import { PhotoPicker } from "../photo/PhotoPicker.tsx";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import type { ShiftId } from "../site/shift-id.ts";
import { type LineInField, withoutSent, withRefused } from "./line-draft.ts";
import { StockSentences } from "./StockSentences.tsx";

interface Props {
  readonly page: PageAnswer;
  readonly at: ShiftId;
  /** What stands in the field, kept by whoever draws this: it outlives a window that closes. */
  readonly line: LineInField;
  /** The line is kept, or received: its form is done with it. */
  readonly onKept?: () => void;
}

/** A line in one press, one of the phrases of the first kind; another kind is one press more. Or own words, with photos. */
export function LineComposer({ page, at, line: { draft, change, amend, late }, onKept }: Props) {
  const { t } = useTranslation();
  const { given, between } = useGivenTexts();
  const [sending, setSending] = useState(false);
  const { send, problem = late } = useSend();
  const box = useRef<HTMLDivElement>(null);
  const field = useRef(draft);
  field.current = draft;
  const categories = page.rule.categories?.list ?? [];
  const chosen = categories.find(({ key }) => key === draft.category) ?? categories[0];
  useShortcuts(useMemo(() => ({ n: () => box.current?.querySelector("textarea")?.focus() }), []));
  const write = async (text: string) => {
    setSending(true);
    const body = { ...at, text: text.trim(), photos: draft.photos, ...(chosen && { category: chosen.key }) };
    let isKept = false;
    // The field is free once the line is kept: it stands below as not sent yet, and comes back here if it is taken back or refused. Where the browser
    // does not keep it, its text stays here until the receipt has come. What was typed meanwhile stays in any case.
    const whenKept = () => {
      isKept = true;
      amend((before) => withoutSent(before, draft));
      setSending(false);
      onKept?.();
    };
    const sent = await send("log.write-line", body, { whenKept, heldFor: lineHeldFor });
    setSending(false);
    if (sent && !isKept) {
      amend((before) => withoutSent(before, draft));
      onKept?.();
    }
    if (!sent && isKept) amend((before) => withRefused(before, { ...draft, text }));
    if (!sent && !isKept && field.current.text === draft.text) change({ ...draft, text });
  };
  const pick = (phrase: string) => {
    if (draft.text.trim() === "") return void write(phrase);
    change({ ...draft, text: `${draft.text.trimEnd()}${between}${phrase}` });
  };
  return (
    <div className="composer stack" ref={box}>
      {categories.length > 0 && (
        <Choices
          look="tabs"
          label={t("log:category")}
          options={categories.map((each) => ({ key: each.key, name: given(each) }))}
          chosen={chosen?.key}
          onChoose={(category) => change({ ...draft, category })}
        />
      )}
      {chosen && chosen.phrases.length > 0 && (
        <StockSentences phrases={chosen.phrases.map(given)} follows={draft.text.trim() !== ""} onPick={pick} />
      )}
      <div className="own-words">
        <TextField
          id="line-text"
          label={<span className="small soft">{t("log:ownWords")}</span>}
          rows={1}
          value={draft.text}
          onChange={(text) => change({ ...draft, text })}
        />
        <PhotoPicker photos={draft.photos} onChange={(photos) => change({ ...draft, photos })} />
        <ActButton
          main
          busy={sending}
          why={draft.text.trim() === "" ? [t("log:textFirst")] : []}
          onAct={() => void write(draft.text)}
        >
          {t("log:write")}
        </ActButton>
      </div>
      {problem && <RefusalNote problem={problem} />}
    </div>
  );
}
