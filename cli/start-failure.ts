import { MasterKeyError } from "#server/keys/master-key.ts";
import { PostgresCannotStart, type StartFailureCode } from "#server/postgres/postgres-cannot-start.ts";
import { CannotServe } from "#server/start/cannot-serve.ts";
import { fileTrouble } from "./file-trouble.ts";

const chinese: Readonly<Record<StartFailureCode, string>> = {
  "no-binaries": "缺少内置 PostgreSQL 的程序包：请重新安装，或用 DATABASE_URL 指定自备的 PostgreSQL。",
  "not-runnable": "内置 PostgreSQL 无法在本机运行：请看后面的原因，或用 DATABASE_URL 指定自备的 PostgreSQL。",
  "folder-in-use": "数据目录正被另一个程序使用：请先停掉它，或用 --data 另选目录。",
  "folder-damaged": "数据目录已损坏：请恢复备份，或移开它重新开始。",
  "folder-not-ours": "数据目录属于另一个用户：请用那个用户启动，或用 --data 另选目录。",
  "folder-other-major": "数据目录由另一个 PostgreSQL 大版本建立：请用建立它的版本导出，再导入。",
  "folder-not-writable": "数据目录写不进去：请给启动本产品的用户写的权限，或用 --data 另选目录。",
  "folder-is-file": "数据目录的位置上是一个文件：请用 --data 另选目录。",
  "no-room": "数据目录所在的磁盘已满：请腾出空间再启动，已经记下的不会丢。",
  "worker-thread": "PostgreSQL 只能由主线程启动。",
};

/** One line, Chinese first; undefined for what nobody at the terminal can mend. */
export function startFailureLine(error: unknown): string | undefined {
  if (error instanceof CannotServe) return `${error.zh} ${error.message}`;
  if (error instanceof PostgresCannotStart) return `${chinese[error.code]} ${error.message}`;
  if (error instanceof MasterKeyError) return `主密钥有问题。${error.message}`;
  const words = fileTrouble(error);
  return words && `${words.zh} ${words.en}`;
}
