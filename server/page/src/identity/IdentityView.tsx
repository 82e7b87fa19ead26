import type { WireSpace } from '@psephos/lib'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Notice } from '../components/Notice.tsx'
import { ForgetIdentity } from './ForgetIdentity.tsx'
import { findKeeping } from './findKeeping.ts'
import { IdentityBackup } from './IdentityBackup.tsx'
import {
  formerIdentityRecords,
  getIdentityName,
  type IdentityRecord,
  nextIdentityRecords,
  useIdentity,
} from './identityRecords.ts'
import { LosingPhone } from './LosingPhone.tsx'
import { type FoundIdentity, RestoreIdentity } from './RestoreIdentity.tsx'
import { useMembership } from './useMembership.ts'
import './IdentityView.css'

/** What this browser keeps of an identity, and all that can be done with it. */
export function IdentityView({ space }: { space: WireSpace }) {
  const { t } = useTranslation('custody')
  const identity = useIdentity(space)
  const name = getIdentityName(space)
  const former = formerIdentityRecords.useRecord(name)
  const next = nextIdentityRecords.useRecord(name)
  const [found, setFound] = useState<FoundIdentity | null>(null)
  useMembership(space, identity)
  return (
    <>
      {found !== null && <FoundNotice space={space} {...found} />}
      {identity !== null && <IdentityStatus space={space} identity={identity} />}
      {identity !== null && (
        <IdentityBackup key={String(identity.commitment)} space={space} identity={identity} />
      )}
      <section aria-labelledby="restore-title">
        <h2 id="restore-title">{t('restore.title')}</h2>
        {identity === null ? (
          <>
            <p>{t('restore.lead')}</p>
            <RestoreIdentity space={space} onRestore={setFound} />
          </>
        ) : (
          <details className="choice-last">
            <summary>{t('restore.another')}</summary>
            <p>{t('restore.other')}</p>
            <RestoreIdentity space={space} onRestore={setFound} />
          </details>
        )}
      </section>
      <LosingPhone />
      <LostIdentity space={space} />
      {(identity ?? former ?? next) !== null && (
        <section aria-labelledby="forget-title">
          <h2 id="forget-title">{t('forget.title')}</h2>
          <p>{t('forget.text')}</p>
          <ForgetIdentity space={space} onForget={() => setFound(null)} />
        </section>
      )}
    </>
  )
}

function FoundNotice({ space, index, isKept }: FoundIdentity & { space: WireSpace }) {
  const { t } = useTranslation('custody')
  if (index !== null) {
    return (
      <Notice tone="good" title={t('found.title')} announce>
        <p>{t('found.text', { member: index + 1 })}</p>
        <p>
          <Link href={`/spaces/${space.id}`} className="button">
            {t('found.next')}
          </Link>
        </p>
      </Notice>
    )
  }
  return (
    <Notice tone="warning" title={t('found.unknown.title')} announce>
      <p>{t('found.unknown.text')}</p>
      {isKept ? (
        <p>
          <Link href={`/spaces/${space.id}/enrol`} className="button button-quiet">
            {t('found.unknown.enrol')}
          </Link>
        </p>
      ) : (
        <p>{t('found.unknown.kept')}</p>
      )}
    </Notice>
  )
}

function IdentityStatus({ space, identity }: { space: WireSpace; identity: IdentityRecord }) {
  const { t } = useTranslation('custody')
  const keeping = findKeeping(identity)
  const { index } = identity
  return (
    <section className="card identity-status" aria-labelledby="status-title">
      <h2 id="status-title">{t(`kept.${keeping}.title`)}</h2>
      <p>{t(`kept.${keeping}.text`)}</p>
      <dl>
        <dt>{t('status.member')}</dt>
        <dd>
          {index === null ? (
            <>
              {t('status.none')} <Link href={`/spaces/${space.id}/enrol`}>{t('status.enrol')}</Link>
            </>
          ) : (
            t('status.number', { member: index + 1 })
          )}
        </dd>
        <dt>{t('status.device')}</dt>
        <dd>{t(identity.kind === 'generated' ? 'status.secret' : 'status.noSecret')}</dd>
      </dl>
    </section>
  )
}

function LostIdentity({ space }: { space: WireSpace }) {
  const { t } = useTranslation('custody')
  const isUnderWay = nextIdentityRecords.useRecord(getIdentityName(space)) !== null
  return (
    <section aria-labelledby="lost-title">
      <h2 id="lost-title">{t('lost.title')}</h2>
      <p>{t('lost.text')}</p>
      <p>{t('lost.limits')}</p>
      <Link href={`/spaces/${space.id}/identity/replace`} className="button button-quiet">
        {t(isUnderWay ? 'lost.resume' : 'lost.action')}
      </Link>
    </section>
  )
}
