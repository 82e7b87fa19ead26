import { useSyncExternalStore } from 'react'
import * as z from 'zod'
import { StorageUnavailableError } from '../errors/pageErrors.ts'
import { writeBigInts } from './writeBigInts.ts'

/** A kind of record that this browser keeps for one origin, each under its own name. */
export type BrowserRecords<Schema extends z.core.$ZodType> = {
  /** Null when there is none, or none of this form. */
  read(name: string): z.output<Schema> | null
  /** @throws {@link StorageUnavailableError} when the browser keeps nothing. */
  write(name: string, value: z.output<Schema>): void
  /** Forgets the record, if there is one. */
  remove(name: string): void
  /** Forgets every record whose name begins so. */
  removeAll(start: string): void
  /** The record, and a new one whenever this tab or another writes it. */
  useRecord(name: string): z.output<Schema> | null
}

/** What {@link createBrowserRecords} takes. */
export type CreateBrowserRecordsParameters<Schema extends z.core.$ZodType> = {
  /** What the records' names begin with in the browser's storage. */
  prefix: string
  /** What a record looks like; it reads bigints from decimal strings. */
  schema: Schema
  /** Where they are kept; by default the browser's local storage. It may throw where that is forbidden. */
  findStorage?: () => Storage
}

/**
 * Returns records that the browser keeps: by default in its local storage, until the person clears the
 * data of this site.
 */
export function createBrowserRecords<Schema extends z.core.$ZodType>({
  prefix,
  schema,
  findStorage = () => localStorage,
}: CreateBrowserRecordsParameters<Schema>): BrowserRecords<Schema> {
  const listeners = new Set<() => void>()
  /**
   * What was read last under each name: React asks often, and wants the same object while nothing
   * has changed.
   */
  const lastRead = new Map<string, { text: string | null; value: z.output<Schema> | null }>()
  const toKey = (name: string) => `${prefix}.${name}`

  function read(name: string): z.output<Schema> | null {
    const text = readText(findStorage, toKey(name))
    const last = lastRead.get(name)
    if (last !== undefined && last.text === text) return last.value
    const parsed = z.safeParse(schema, parseJson(text ?? 'null'))
    const value = parsed.success ? parsed.data : null
    lastRead.set(name, { text, value })
    return value
  }

  function subscribe(listener: () => void): () => void {
    listeners.add(listener)
    window.addEventListener('storage', listener)
    return () => {
      listeners.delete(listener)
      window.removeEventListener('storage', listener)
    }
  }

  function tellListeners(): void {
    for (const listener of listeners) listener()
  }

  function removeKeys(keys: string[]): void {
    // Where the browser forbids storage there is nothing to forget.
    try {
      for (const key of keys) findStorage().removeItem(key)
    } catch {
      return
    }
    tellListeners()
  }

  return {
    read,
    remove: (name) => removeKeys([toKey(name)]),
    removeAll: (start) =>
      removeKeys(listKeys(findStorage).filter((key) => key.startsWith(toKey(start)))),
    write(name, value) {
      try {
        findStorage().setItem(toKey(name), JSON.stringify(value, writeBigInts))
      } catch (cause) {
        throw new StorageUnavailableError({ cause })
      }
      tellListeners()
    },
    useRecord: (name) => useSyncExternalStore(subscribe, () => read(name)),
  }
}

/** Null where the browser forbids storage: nothing can have been kept. */
function readText(findStorage: () => Storage, key: string): string | null {
  try {
    return findStorage().getItem(key)
  } catch {
    return null
  }
}

function listKeys(findStorage: () => Storage): string[] {
  try {
    return Object.keys(findStorage())
  } catch {
    return []
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
