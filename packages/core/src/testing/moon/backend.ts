import type { Catalogue } from "@isobar/catalog";
import { CustomResource, type CustomResourceOptions, type Input, ProviderResource } from "@pulumi/pulumi";
import { z } from "zod";
import type { BucketDriver } from "../../bucket/driver";
import type { BudgetAlarmDriver } from "../../budget-alarm/driver";
import type { NameRule } from "../../names";
import { defineBackend } from "../../registry";

/** A cloud that does not exist, for core's own tests. */

class MoonProvider extends ProviderResource {
  constructor(name: string, args: Record<string, Input<unknown>>) {
    super("moon", name, args);
  }
}

interface CraterArgs {
  name: Input<string>;
  labels: Record<string, string>;
  deep?: boolean;
}

export class Crater extends CustomResource {
  constructor(name: string, args: CraterArgs, opts?: CustomResourceOptions) {
    super("moon:index:Crater", name, { ...args }, opts);
  }
}

const nameRule: NameRule = {
  of: "crater",
  minLength: 3,
  maxLength: 20,
  pattern: /^[a-z][a-z0-9-]*$/,
  separator: "-",
  lowerCase: true,
  rule: "3 to 20 lower-case letters, digits and hyphens",
  source: "Craters",
};

const bucket: BucketDriver = {
  children: ["crater", "rim"],
  nameRule,
  features: {
    redundancy: ["region"],
    onDelete: ["retain", "delete"],
    undeleteDays: { min: 1, max: 30 },
    maxLifecycleRules: 2,
    maxCorsRules: 1,
  },
  create(scope, { physicalName, versioned }) {
    scope.child("crater", Crater, { name: physicalName, labels: scope.tags, deep: versioned }, { suffix: "" });
    const url = physicalName.apply((name) => `moon://${name}`);
    return { bucketName: physicalName, url, endpoint: url, id: physicalName };
  },
  existing(_, physicalName) {
    return { bucketName: physicalName, url: physicalName, endpoint: physicalName, id: physicalName };
  },
};

export class Siren extends CustomResource {
  constructor(name: string, args: Record<string, unknown>, opts?: CustomResourceOptions) {
    super("moon:index:Siren", name, { ...args } as Record<string, Input<unknown>>, opts);
  }
}

const budgetAlarm: BudgetAlarmDriver = {
  create({ provider }, { name, ...args }) {
    new Siren(name, args, { provider });
  },
};

const REGIONS = [
  {
    name: "tranquility-1",
    displayName: "Sea of Tranquility",
    jurisdictions: [],
    zoneCount: 2,
    zones: ["tranquility-1a", "tranquility-1b"],
  },
  { name: "serenity-1", displayName: "Sea of Serenity", jurisdictions: [], zoneCount: 0 },
];

const catalogue = {
  cloud: "moon",
  gpus: () => [],
  carbon: { gridOf: () => undefined },
  regions: REGIONS,
  region: (name: string) => REGIONS.find((region) => region.name === name),
  suggestRegions: (typed: string) => REGIONS.map((r) => r.name).filter((name) => name[0] === typed[0]),
} as unknown as Catalogue;

const missing = () => {
  throw new Error("the moon has no such driver");
};

export const moon = defineBackend({
  name: "moon",
  title: "the Moon",
  provider: "moon",
  regionKey: "region",
  accountKey: "base",
  accountTitle: "base",
  accountRequired: false,
  account: z.string().regex(/^base-\d$/, "base-0 to base-9"),
  config: z.strictObject({ gravity: z.enum(["low", "none"]).optional() }),
  tags: {
    called: "labels",
    maxCount: 8,
    maxKeyLength: 20,
    maxValueLength: 20,
    lowerCase: true,
    illegalInKey: /[^a-z0-9_-]/,
    illegalInValue: /[^a-z0-9_-]/,
    replacement: "_",
    keyStart: /^[a-z]/,
    reserved: ["moon"],
    source: "Labels",
  },
  catalogue: () => catalogue,
  consumers: () => ({}),
  createProvider: (name, { region, account, config }) =>
    new MoonProvider(name, { ...config, region, ...(account === undefined ? {} : { base: account }) }),
  drivers: {
    bucket: () => bucket,
    budgetAlarm: () => budgetAlarm,
    grant: missing,
    network: missing,
    networkPeering: missing,
    virtualMachine: missing,
  },
});
