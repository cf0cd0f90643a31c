import { SearchOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { useDeskPlace } from "../door/acting.ts";
import { useSite } from "../site/site-query.ts";
import { noFields, type SearchFields } from "./search-query.ts";

/** Characters in the field for words, as the server takes them. */
const longestQuestion = 100;

interface Props {
  readonly asked: SearchFields;
  /** Looks, also where nothing was changed: for what has come meanwhile. */
  readonly onSearch: (fields: SearchFields) => void;
}

/** What to look for: words at once with Enter, dates, post and author as soon as they are chosen. */
export function SearchForm({ asked, onSearch }: Props) {
  const { t } = useTranslation();
  const { site } = useDeskPlace();
  const { posts, people } = useSite(site);
  const [words, setWords] = useState(asked.q);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  useShortcuts(useMemo(() => ({ "/": () => field.current?.focus() }), []));
  const change = (fields: Partial<SearchFields>) => onSearch({ ...asked, q: words, ...fields });
  const isAsked = JSON.stringify({ ...asked, q: words }) !== JSON.stringify(noFields);
  return (
    <search>
      <form
        className="search-form"
        onSubmit={(event) => {
          event.preventDefault();
          change({});
        }}
      >
        <div className="search-words">
          <label htmlFor="search-words" className="for-readers">
            {t("log:search.words")}
          </label>
          <input
            ref={field}
            id="search-words"
            type="search"
            className="text"
            enterKeyHint="search"
            autoComplete="off"
            maxLength={longestQuestion}
            placeholder={t("log:search.hint")}
            value={words}
            onChange={({ target }) => setWords(target.value)}
          />
          <Button type="primary" htmlType="submit" icon={<SearchOutlined aria-hidden="true" />}>
            {t("log:search.go")}
          </Button>
        </div>
        <div className="search-filters">
          <DateField
            label={t("log:search.from")}
            value={asked.from}
            most={asked.until}
            onChange={(from) => change({ from })}
          />
          <DateField
            label={t("log:search.until")}
            value={asked.until}
            least={asked.from}
            onChange={(until) => change({ until })}
          />
          <OneOf label={t("site:post")} value={asked.post} onChange={(post) => change({ post })}>
            {posts.map(({ key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </OneOf>
          <OneOf label={t("log:search.author")} value={asked.author} onChange={(author) => change({ author })}>
            {people.map(({ person, name }) => (
              <option key={person} value={person}>
                {name === "" ? t("log:search.nameless") : name}
              </option>
            ))}
          </OneOf>
          {isAsked && (
            <Button
              className="search-clear"
              onClick={() => {
                setWords("");
                onSearch(noFields);
                field.current?.focus();
              }}
            >
              {t("log:search.clear")}
            </Button>
          )}
        </div>
      </form>
    </search>
  );
}

interface DateFieldProps {
  readonly label: string;
  readonly value: string;
  readonly least?: string;
  readonly most?: string;
  readonly onChange: (date: string) => void;
}

/** A business date. What is half typed is no date yet, and asks for nothing. */
function DateField({ label, value, least, most, onChange }: DateFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="date"
        className="text"
        value={value}
        min={least || "2000-01-01"}
        max={most || "2099-12-31"}
        onChange={({ target }) => {
          if (target.value === "" || target.validity.valid) onChange(target.value);
        }}
      />
    </div>
  );
}

interface OneOfProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (key: string) => void;
  readonly children: ReactNode;
}

function OneOf({ label, value, onChange, children }: OneOfProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="text" value={value} onChange={({ target }) => onChange(target.value)}>
        <option value="">{t("log:search.all")}</option>
        {children}
      </select>
    </div>
  );
}
