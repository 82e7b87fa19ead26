import { useTranslation } from 'react-i18next'

/** The size below which a crowd does not hide anybody well. */
const SMALL_CROWD = 20

/** Among how many people a ballot is hidden. */
export function Anonymity({ size }: { size: number }) {
  const { t } = useTranslation('voting')
  return (
    <p className="soft">
      {size === 1 ? t('anonymityNone') : t('anonymity', { count: size })}
      {size > 1 && size < SMALL_CROWD && ` ${t('anonymitySmall')}`}
    </p>
  )
}
