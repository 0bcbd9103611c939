"""What came of sites, measures, looks that are due, alerts judged, debriefs, the delay."""

import django.db.models.deletion
import ponleu.foundation.core.keys
import ponleu.response.outcomes.rules.kinds
import ponleu.response.outcomes.rules.measures
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('operations', '0001_operations'),
        ('register', '0004_quick_lists'),
    ]

    operations = [
        migrations.CreateModel(
            name='LookDue',
            fields=[
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('id', models.UUIDField(default=ponleu.foundation.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('due_on', models.DateField(db_index=True)),
                ('of', models.CharField(choices=[('outcome', 'outcome'), ('measure', 'measure'), ('person', 'person')], max_length=8)),
                ('code', models.CharField(blank=True, max_length=20)),
                ('why', models.CharField(blank=True, max_length=500)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='looks_due', to='operations.operationsite')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['site', '-number'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='outcomes_lookdue_withdrawn_whole'), models.UniqueConstraint(fields=('site', 'number'), name='outcomes_due_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), ('of', 'person'), models.Q(('why', ''), _negated=True)), models.Q(('of__in', ['outcome', 'measure']), models.Q(('code', ''), _negated=True)), _connector='OR'), name='outcomes_due_says_why')],
            },
        ),
        migrations.CreateModel(
            name='LookedAgain',
            fields=[
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('id', models.UUIDField(default=ponleu.foundation.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('on', models.DateField()),
                ('words', models.CharField(blank=True, max_length=1000)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('due', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='done', to='outcomes.lookdue')),
                ('operation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='operations.operation')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='outcomes_lookedagain_withdrawn_whole'), models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('due',), name='outcomes_looked_once'), models.CheckConstraint(condition=models.Q(('operation__isnull', False), models.Q(('words', ''), _negated=True), _connector='OR'), name='outcomes_looked_how')],
            },
        ),
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.UUIDField(default=ponleu.foundation.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=20, unique=True)),
                ('against', models.CharField(choices=[('organisation', 'organisation'), ('site', 'site')], max_length=16)),
                ('kind', models.CharField(choices=[(ponleu.response.outcomes.rules.kinds.MeasureKind['LABOUR_FINE'], ponleu.response.outcomes.rules.kinds.MeasureKind['LABOUR_FINE']), (ponleu.response.outcomes.rules.kinds.MeasureKind['OTHER_FINE'], ponleu.response.outcomes.rules.kinds.MeasureKind['OTHER_FINE']), (ponleu.response.outcomes.rules.kinds.MeasureKind['TEMPORARY_CLOSURE'], ponleu.response.outcomes.rules.kinds.MeasureKind['TEMPORARY_CLOSURE']), (ponleu.response.outcomes.rules.kinds.MeasureKind['PERMANENT_CLOSURE'], ponleu.response.outcomes.rules.kinds.MeasureKind['PERMANENT_CLOSURE']), (ponleu.response.outcomes.rules.kinds.MeasureKind['LICENCE_SUSPENSION'], ponleu.response.outcomes.rules.kinds.MeasureKind['LICENCE_SUSPENSION']), (ponleu.response.outcomes.rules.kinds.MeasureKind['LICENCE_REVOCATION'], ponleu.response.outcomes.rules.kinds.MeasureKind['LICENCE_REVOCATION']), (ponleu.response.outcomes.rules.kinds.MeasureKind['CONFISCATION'], ponleu.response.outcomes.rules.kinds.MeasureKind['CONFISCATION'])], max_length=20)),
                ('provision', models.CharField(max_length=40)),
                ('offence_on', models.DateField()),
                ('days', models.PositiveIntegerField(null=True)),
                ('workers', models.PositiveIntegerField(default=1)),
                ('riel', models.PositiveBigIntegerField(null=True)),
                ('from_on', models.DateField()),
                ('until_on', models.DateField(null=True)),
                ('grounds', models.CharField(max_length=1000)),
                ('state', models.CharField(choices=[(ponleu.response.outcomes.rules.measures.State['PROPOSED'], ponleu.response.outcomes.rules.measures.State['PROPOSED']), (ponleu.response.outcomes.rules.measures.State['WITHDRAWN'], ponleu.response.outcomes.rules.measures.State['WITHDRAWN']), (ponleu.response.outcomes.rules.measures.State['ORDERED'], ponleu.response.outcomes.rules.measures.State['ORDERED']), (ponleu.response.outcomes.rules.measures.State['REFUSED'], ponleu.response.outcomes.rules.measures.State['REFUSED']), (ponleu.response.outcomes.rules.measures.State['LIFTED'], ponleu.response.outcomes.rules.measures.State['LIFTED'])], default=ponleu.response.outcomes.rules.measures.State['PROPOSED'], max_length=12)),
                ('proposed_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('lifted_on', models.DateField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.entry')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='operations.operationsite')),
            ],
            options={
                'ordering': ['-proposed_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('against__in', ['organisation', 'site'])), name='outcomes_measure_never_a_person'), models.CheckConstraint(condition=models.Q(('decided_by', models.F('proposed_by')), _negated=True), name='outcomes_measure_decided_by_another'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['lifted', 'ordered', 'refused']), ('decided_at__isnull', False), ('decided_by__isnull', False)), models.Q(models.Q(('state__in', ['lifted', 'ordered', 'refused']), _negated=True), ('decided_at', None), ('decided_by', None)), _connector='OR'), name='outcomes_measure_decided_whole'), models.CheckConstraint(condition=models.Q(models.Q(('lifted_on__isnull', False), ('state', ponleu.response.outcomes.rules.measures.State['LIFTED'])), models.Q(models.Q(('state', ponleu.response.outcomes.rules.measures.State['LIFTED']), _negated=True), ('lifted_on', None)), _connector='OR'), name='outcomes_measure_lifted_whole'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['labour_fine', 'other_fine']), ('riel__gt', 0)), models.Q(models.Q(('kind__in', ['labour_fine', 'other_fine']), _negated=True), ('days', None), ('riel', None)), _connector='OR'), name='outcomes_measure_fine_has_amount'), models.CheckConstraint(condition=models.Q(('until_on', None), ('until_on__gte', models.F('from_on')), _connector='OR'), name='outcomes_measure_time_in_order'), models.CheckConstraint(condition=models.Q(('workers__gte', 1)), name='outcomes_measure_for_somebody')],
            },
        ),
        migrations.CreateModel(
            name='MeasureStep',
            fields=[
                ('id', models.UUIDField(default=ponleu.foundation.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('step', models.CharField(choices=[(ponleu.response.outcomes.rules.measures.Step['PROPOSE'], ponleu.response.outcomes.rules.measures.Step['PROPOSE']), (ponleu.response.outcomes.rules.measures.Step['WITHDRAW'], ponleu.response.outcomes.rules.measures.Step['WITHDRAW']), (ponleu.response.outcomes.rules.measures.Step['ORDER'], ponleu.response.outcomes.rules.measures.Step['ORDER']), (ponleu.response.outcomes.rules.measures.Step['REFUSE'], ponleu.response.outcomes.rules.measures.Step['REFUSE']), (ponleu.response.outcomes.rules.measures.Step['TAKE_BACK'], ponleu.response.outcomes.rules.measures.Step['TAKE_BACK']), (ponleu.response.outcomes.rules.measures.Step['LIFT'], ponleu.response.outcomes.rules.measures.Step['LIFT']), (ponleu.response.outcomes.rules.measures.Step['PUT_BACK'], ponleu.response.outcomes.rules.measures.Step['PUT_BACK'])], max_length=12)),
                ('why', models.CharField(blank=True, max_length=500)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='outcomes.measure')),
            ],
            options={
                'ordering': ['measure', 'number'],
                'constraints': [models.UniqueConstraint(fields=('measure', 'number'), name='outcomes_step_once'), models.CheckConstraint(condition=models.Q(('step', ponleu.response.outcomes.rules.measures.Step['PROPOSE']), models.Q(('why', ''), _negated=True), _connector='OR'), name='outcomes_step_says_why')],
            },
        ),
        migrations.CreateModel(
            name='OutcomeNote',
            fields=[
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('id', models.UUIDField(default=ponleu.foundation.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('arrived_at', models.DateTimeField(null=True)),
                ('arrested', models.PositiveIntegerField(null=True)),
                ('to_care', models.PositiveIntegerField(null=True)),
                ('to_justice', models.PositiveIntegerField(null=True)),
                ('words', models.CharField(blank=True, max_length=1000)),
                ('why', models.CharField(blank=True, max_length=500)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcome_notes', to='operations.operationsite')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['site', '-number'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='outcomes_outcomenote_withdrawn_whole'), models.UniqueConstraint(fields=('site', 'number'), name='outcomes_note_once'), models.CheckConstraint(condition=models.Q(('number', 1), models.Q(('why', ''), _negated=True), _connector='OR'), name='outcomes_note_correction_says_why'), models.CheckConstraint(condition=models.Q(('arrested', None), ('arrested__lte', 10000), _connector='OR'), name='outcomes_note_arrested_in_range'), models.CheckConstraint(condition=models.Q(('to_care', None), ('to_care__lte', 10000), _connector='OR'), name='outcomes_note_to_care_in_range'), models.CheckConstraint(condition=models.Q(('to_justice', None), ('to_justice__lte', 10000), _connector='OR'), name='outcomes_note_to_justice_in_range')],
            },
        ),
        migrations.CreateModel(
            name='NotedCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(choices=[(ponleu.response.outcomes.rules.kinds.Code['VICTIMS_RESCUED'], ponleu.response.outcomes.rules.kinds.Code['VICTIMS_RESCUED']), (ponleu.response.outcomes.rules.kinds.Code['SUSPECTS_ARRESTED'], ponleu.response.outcomes.rules.kinds.Code['SUSPECTS_ARRESTED']), (ponleu.response.outcomes.rules.kinds.Code['EVIDENCE_SEIZED'], ponleu.response.outcomes.rules.kinds.Code['EVIDENCE_SEIZED']), (ponleu.response.outcomes.rules.kinds.Code['SITE_SEALED'], ponleu.response.outcomes.rules.kinds.Code['SITE_SEALED']), (ponleu.response.outcomes.rules.kinds.Code['SITE_VACATED'], ponleu.response.outcomes.rules.kinds.Code['SITE_VACATED']), (ponleu.response.outcomes.rules.kinds.Code['NO_OFFENCE_FOUND'], ponleu.response.outcomes.rules.kinds.Code['NO_OFFENCE_FOUND']), (ponleu.response.outcomes.rules.kinds.Code['ACCESS_REFUSED'], ponleu.response.outcomes.rules.kinds.Code['ACCESS_REFUSED']), (ponleu.response.outcomes.rules.kinds.Code['POSTPONED'], ponleu.response.outcomes.rules.kinds.Code['POSTPONED']), (ponleu.response.outcomes.rules.kinds.Code['ABORTED'], ponleu.response.outcomes.rules.kinds.Code['ABORTED'])], max_length=20)),
                ('note', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codes', to='outcomes.outcomenote')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('note', 'code'), name='outcomes_code_once'), models.CheckConstraint(condition=models.Q(('code__in', ['victims_rescued', 'suspects_arrested', 'evidence_seized', 'site_sealed', 'site_vacated', 'no_offence_found', 'access_refused', 'postponed', 'aborted'])), name='outcomes_code_known')],
            },
        ),
        migrations.CreateModel(
            name='AlertJudgement',
            fields=[
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('id', models.UUIDField(default=ponleu.foundation.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('alerted', models.CharField(choices=[(ponleu.response.outcomes.rules.kinds.Alerted['RELAPSE'], ponleu.response.outcomes.rules.kinds.Alerted['RELAPSE']), (ponleu.response.outcomes.rules.kinds.Alerted['NEW_NAME'], ponleu.response.outcomes.rules.kinds.Alerted['NEW_NAME'])], max_length=12)),
                ('ground', models.CharField(choices=[(ponleu.response.outcomes.rules.kinds.Ground['COMPLAINT'], ponleu.response.outcomes.rules.kinds.Ground['COMPLAINT']), (ponleu.response.outcomes.rules.kinds.Ground['ALLEGATION'], ponleu.response.outcomes.rules.kinds.Ground['ALLEGATION']), (ponleu.response.outcomes.rules.kinds.Ground['FINDING'], ponleu.response.outcomes.rules.kinds.Ground['FINDING']), (ponleu.response.outcomes.rules.kinds.Ground['ENTRY'], ponleu.response.outcomes.rules.kinds.Ground['ENTRY'])], max_length=12)),
                ('key', models.UUIDField()),
                ('verdict', models.CharField(choices=[(ponleu.response.outcomes.rules.kinds.Verdict['SO'], ponleu.response.outcomes.rules.kinds.Verdict['SO']), (ponleu.response.outcomes.rules.kinds.Verdict['NOT_SO'], ponleu.response.outcomes.rules.kinds.Verdict['NOT_SO'])], max_length=8)),
                ('why', models.CharField(max_length=500)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='judged_alerts', to='operations.operationsite')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='outcomes_alertjudgement_withdrawn_whole'), models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('site', 'alerted', 'ground', 'key'), name='outcomes_alert_one_stands'), models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='outcomes_alert_says_why')],
            },
        ),
        migrations.CreateModel(
            name='Debrief',
            fields=[
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('id', models.UUIDField(default=ponleu.foundation.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('as_planned', models.CharField(blank=True, max_length=2000)),
                ('otherwise', models.CharField(blank=True, max_length=2000)),
                ('to_change', models.CharField(blank=True, max_length=2000)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('operation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='debriefs', to='operations.operation')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='outcomes_debrief_withdrawn_whole'), models.UniqueConstraint(fields=('operation', 'by', 'number'), name='outcomes_debrief_once'), models.CheckConstraint(condition=models.Q(('as_planned', ''), ('otherwise', ''), ('to_change', ''), _negated=True), name='outcomes_debrief_says_something')],
            },
        ),
        migrations.CreateModel(
            name='DelayChange',
            fields=[
                ('id', models.UUIDField(default=ponleu.foundation.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('days', models.PositiveSmallIntegerField()),
                ('why', models.CharField(max_length=500)),
                ('proposed_at', models.DateTimeField()),
                ('decision', models.CharField(blank=True, choices=[('yes', 'yes'), ('no', 'no'), ('taken_back', 'taken_back')], max_length=12)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_why', models.CharField(blank=True, max_length=500)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-proposed_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('days__lte', 365)), name='outcomes_delay_in_range'), models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='outcomes_delay_says_why'), models.CheckConstraint(condition=models.Q(('decision', 'taken_back'), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='outcomes_delay_decided_by_another'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('decision', '')), models.Q(models.Q(('decision', ''), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='outcomes_delay_decided_whole'), models.UniqueConstraint(condition=models.Q(('decision', '')), fields=('decision',), name='outcomes_delay_one_waits')],
            },
        ),
    ]
