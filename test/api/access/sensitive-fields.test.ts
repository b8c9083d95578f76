import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { Type } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENDPOINT, type EndpointSpec } from '../../../apps/api/src/platform/access/endpoint.js';
import { masksOf, plainReasonsOf } from '../../../apps/api/src/platform/access/masked.js';
import { partsOf } from '../../../apps/api/src/platform/access/row-parts.js';
import { startHospital, type TestHospital } from '../../support/app.js';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await startHospital();
});
afterAll(() => hospital.stop());

const NUMBERS_AND_PLACES = /^(idCardNo|phone|mobile|insuranceNo|careCardNo|socialSecurityNo|policyNo|address|email)$/;
const OF_A_PERSON = /^(name|aliasName|mainDiagnosis|otherDiagnoses|medicalRecordNo)$/;

const fieldsOf = (answer: Type): string[] =>
  ((Reflect.getMetadata('swagger/apiModelPropertiesArray', answer.prototype) ?? []) as string[]).map((name) => name.slice(1));

/** Every class that some endpoint answers with, the rows inside them included. */
function answerClasses(): Set<Type> {
  const [discovery, scanner, reflector] = [DiscoveryService, MetadataScanner, Reflector].map((one) => hospital.app.get(one as Type, { strict: false })) as
    [DiscoveryService, MetadataScanner, Reflector];
  const found = new Set<Type>();
  const add = (one: Type): void => {
    if (found.has(one)) return;
    found.add(one);
    for (const part of partsOf(one).values()) add(part);
  };
  for (const { instance } of discovery.getControllers()) {
    const prototype = Object.getPrototypeOf(instance);
    for (const method of scanner.getAllMethodNames(prototype)) {
      const returns = reflector.get<EndpointSpec | undefined>(ENDPOINT, prototype[method])?.returns;
      if (typeof returns === 'function') add(returns);
    }
  }
  return found;
}

describe('fields of people in answers', () => {
  it('S35 are masked, or somebody has said why they are plain', () => {
    const classes = [...answerClasses()];
    expect(classes.length).toBeGreaterThan(40);
    const bare = classes.flatMap((answer) => {
      const fields = fieldsOf(answer);
      const ofPerson = fields.includes('beneficiaryId');
      const decided = new Set([...masksOf(answer).keys(), ...plainReasonsOf(answer).keys()]);
      return fields
        .filter((field) => (NUMBERS_AND_PLACES.test(field) || (ofPerson && OF_A_PERSON.test(field))) && !decided.has(field))
        .map((field) => `${answer.name}.${field}`);
    });
    expect(bare).toEqual([]);
  });

  it('S35 always mask numbers: no role reads a whole one from a list or a record', () => {
    const loose = [...answerClasses()].flatMap((answer) =>
      fieldsOf(answer).filter((field) => NUMBERS_AND_PLACES.test(field) && !masksOf(answer).has(field)).map((field) => `${answer.name}.${field}`));
    expect(loose).toEqual([]);
  });
});
