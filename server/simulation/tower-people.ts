import type { PersonId } from "#duty/grammar/entry.ts";

/** Somebody of the demonstration: the name as people call them, and the functions held at the tower. */
export interface TowerPerson {
  readonly person: PersonId;
  readonly name: string;
  readonly staffNumber: string;
  readonly functions: readonly string[];
}

function cast(number: number, name: string, ...functions: string[]): TowerPerson {
  const digits = String(number).padStart(12, "0");
  return {
    person: `7a61b001-0000-4000-8000-${digits}`,
    name,
    staffNumber: `ZB${String(number).padStart(4, "0")}`,
    functions,
  };
}

/** Who stands where. Four people turn through the three shifts of a post; names are of every length that people have. */
export const teams = {
  lobby: [cast(11, "王强"), cast(12, "李伟"), cast(13, "张磊"), cast(14, "欧阳建国")],
  "east-gate": [cast(21, "陈刚"), cast(22, "刘洋"), cast(23, "赵鹏"), cast(24, "阿卜杜热合曼·买买提艾力")],
  squad: [
    cast(31, "孙涛", "squad-leader"),
    cast(32, "周敏", "squad-leader"),
    cast(33, "吴军", "squad-leader"),
    cast(34, "司徒晓明", "squad-leader"),
  ],
} as const satisfies Record<string, readonly TowerPerson[]>;

/** People who are in no roster: those who lead, and those who stand in. */
export const others = [
  cast(1, "何雅静", "administrator"),
  cast(2, "黄丽华", "department-manager"),
  cast(3, "林志远", "department-supervisor"),
  cast(41, "马超"),
  cast(42, "高翔"),
] as const satisfies readonly TowerPerson[];

export const everybody: readonly TowerPerson[] = [...others, ...Object.values(teams).flat()];

/** The person of a name; throws where the demonstration has nobody of that name. */
export function personNamed(name: string): PersonId {
  const found = everybody.find((each) => each.name === name);
  if (!found) throw new Error(`nobody in the demonstration is called ${name}`);
  return found.person;
}
