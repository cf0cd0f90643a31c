import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
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
import { type LineDraft, withoutSent, withRefused } from "./line-draft.ts";
import { useLineDraft } from "./refused-late.ts";

/** A line in two taps: a kind, then one of its phrases. Or a kind and own words, with photos. */
export function LineComposer({ page, at }: { page: PageAnswer; at: ShiftId }) {
  const { t } = useTranslation();
  const { given, between } = useGivenTexts();
  const { draft, change, amend, late } = useLineDraft(at);
  const [sending, setSending] = useState(false);
  const { send, problem = late } = useSend();
  const box = useRef<HTMLDivElement>(null);
  const field = useRef(draft);
  field.current = draft;
  const categories = page.rule.categories?.list ?? [];
  const chosen = categories.find(({ key }) => key === draft.category);
  useShortcuts(useMemo(() => ({ n: () => box.current?.querySelector("textarea")?.focus() }), []));
  const write = async (text: string) => {
    setSending(true);
    const { category, photos } = draft;
    const body = { ...at, text: text.trim(), photos, ...(category === undefined ? {} : { category }) };
    let isKept = false;
    // The field is free once the line is kept: it stands below as not yet received, and comes back here if it is refused. Where the browser
    // does not keep it, its text stays here until the receipt has come. What was typed meanwhile stays in any case.
    const whenKept = () => {
      isKept = true;
      amend((before) => withoutSent(before, draft));
      setSending(false);
    };
    const sent = await send("log.write-line", body, { whenKept });
    setSending(false);
    if (sent && !isKept) amend((before) => withoutSent(before, draft));
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
          label={t("log:category")}
          options={categories.map((each) => ({ key: each.key, name: given(each) }))}
          chosen={draft.category}
          onChoose={(category) => change({ ...draft, category })}
        />
      )}
      {chosen && chosen.phrases.length > 0 && (
        <div className="phrases">
          <p className="small soft">{draft.text.trim() === "" ? t("log:phrases") : t("log:phrasesAdd")}</p>
          <Choices
            label={t("log:phrases")}
            options={chosen.phrases.map(given).map((phrase) => ({ key: phrase, name: phrase }))}
            chosen={undefined}
            onChoose={pick}
          />
        </div>
      )}
      <TextField
        id="line-text"
        label={<span className="small soft">{t("log:ownWords")}</span>}
        rows={1}
        value={draft.text}
        onChange={(text) => change({ ...draft, text })}
      />
      <div className="row spread top">
        <PhotoPicker photos={draft.photos} onChange={(photos) => change({ ...draft, photos })} />
        <ActButton
          main
          busy={sending}
          why={whyNot(t, draft, categories.length > 0)}
          onAct={() => void write(draft.text)}
        >
          {t("log:write")}
        </ActButton>
      </div>
      {problem && <RefusalNote problem={problem} />}
    </div>
  );
}

/** An empty form is no error yet: only what was begun and cannot be sent says why. */
function whyNot(t: (key: string) => string, { category, text }: LineDraft, hasCategories: boolean): string[] {
  if (text.trim() === "") return [t("log:textFirst")];
  return hasCategories && category === undefined ? [t("log:categoryFirst")] : [];
}
