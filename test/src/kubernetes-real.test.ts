import { table } from "./kubernetes/table";

table("real");
