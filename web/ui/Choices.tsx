/**
 * One of a few, large enough for a gloved finger. Pressing the chosen one again takes it back where `onChoose` allows undefined. `tabs`: what is chosen decides
 * what stands below; `tiles`: sentences, in columns of equal width.
 */
export function Choices<K extends string>({
  label,
  options,
  chosen,
  onChoose,
  look = "chips",
}: {
  label: string;
  /** `shortcut`: the key that does the same, shown beside the name. */
  options: readonly { readonly key: K; readonly name: string; readonly shortcut?: string | undefined }[];
  chosen: K | undefined;
  onChoose: (key: K) => void;
  look?: "chips" | "tabs" | "tiles";
}) {
  return (
    <fieldset className="bare">
      <legend className="for-readers">{label}</legend>
      <div className={look === "chips" ? "choices" : `choices ${look}`}>
        {options.map(({ key, name, shortcut }) => (
          <button
            key={key}
            type="button"
            className="choice"
            aria-pressed={key === chosen}
            aria-keyshortcuts={shortcut}
            onClick={() => onChoose(key)}
          >
            {shortcut === undefined ? (
              name
            ) : (
              <>
                <span className="key" aria-hidden="true">
                  {shortcut}
                </span>
                <span>{name}</span>
              </>
            )}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
