import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('inquiries', '0001_initial'),
        ('meetings', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Barrier',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('removed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('what', models.CharField(max_length=300, verbose_name='what stands in the way')),
                ('quadrant', models.CharField(choices=[('values', 'My values and beliefs'), ('doing', 'What I do'), ('culture', 'Our culture'), ('systems', 'Our systems')], max_length=7, verbose_name='where it lies')),
                ('way_round', models.TextField(blank=True, max_length=1000, verbose_name='a way round it')),
                ('gone_on', models.DateField(blank=True, null=True, verbose_name='no longer in the way since')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('client_key', models.UUIDField(unique=True)),
                ('recorded_at', models.DateTimeField()),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='barriers', to='inquiries.group')),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='barriers', to='meetings.meeting')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inquiries.membership')),
                ('removed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['recorded_at'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Ask',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('removed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('wording', models.TextField(max_length=600, verbose_name='what we ask')),
                ('put_on', models.DateField()),
                ('client_key', models.UUIDField(unique=True)),
                ('recorded_at', models.DateTimeField()),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='asks', to='inquiries.group')),
                ('put_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inquiries.membership')),
                ('removed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('barrier', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='asks', to='practices.barrier')),
            ],
            options={
                'ordering': ['-put_on', '-recorded_at'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Judgement',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('technical', 'A technical fix: somebody knows how'), ('adaptive', 'An adaptive challenge: people have to change'), ('both', 'Both')], max_length=9, verbose_name='what kind of thing it is')),
                ('because', models.CharField(max_length=300, verbose_name='because')),
                ('at', models.DateTimeField()),
                ('client_key', models.UUIDField(unique=True)),
                ('barrier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='judgements', to='practices.barrier')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inquiries.membership')),
            ],
            options={
                'ordering': ['at'],
            },
        ),
        migrations.CreateModel(
            name='SmallTest',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('removed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('what', models.CharField(max_length=300, verbose_name='what we will try')),
                ('for_whom', models.CharField(max_length=120, verbose_name='who it helps')),
                ('expect', models.CharField(blank=True, max_length=300, verbose_name='what we expect')),
                ('where', models.CharField(blank=True, max_length=120, verbose_name='where')),
                ('gives', models.CharField(blank=True, max_length=300, verbose_name='who gives up time, money or a way of working')),
                ('gains', models.CharField(blank=True, max_length=300, verbose_name='who gains')),
                ('starts_on', models.DateField(verbose_name='from when')),
                ('look_on', models.DateField(verbose_name='when we look at it')),
                ('stage', models.CharField(choices=[('trying', 'Being tried'), ('adopted', 'Became usual'), ('let go', 'Let go, and learned from')], default='trying', max_length=7, verbose_name='stage')),
                ('settled_on', models.DateField(blank=True, editable=False, null=True)),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('client_key', models.UUIDField(unique=True)),
                ('recorded_at', models.DateTimeField()),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='small_tests', to='inquiries.group')),
                ('lead', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='small_tests_led', to='inquiries.membership')),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='small_tests', to='meetings.meeting')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inquiries.membership')),
                ('removed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['look_on', 'recorded_at'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Cycle',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('plan', models.CharField(max_length=300, verbose_name='what we try this time')),
                ('starts_on', models.DateField()),
                ('did', models.TextField(blank=True, max_length=1000, verbose_name='what we did')),
                ('as_expected', models.CharField(blank=True, choices=[('yes', 'Yes'), ('partly', 'Partly'), ('no', 'No')], max_length=6, verbose_name='as expected')),
                ('surprise', models.TextField(blank=True, max_length=1000, verbose_name='what was not in the plan')),
                ('learned', models.TextField(blank=True, max_length=1000, verbose_name='what it taught us')),
                ('decision', models.CharField(blank=True, choices=[('adopt', 'Adopt: it becomes usual'), ('adapt', 'Adapt: try it another way'), ('let go', 'Let it go, and keep what it taught')], max_length=6, verbose_name='decision')),
                ('looked_on', models.DateField(blank=True, null=True)),
                ('looked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inquiries.membership')),
                ('small_test', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cycles', to='practices.smalltest')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Story',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('removed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('title', models.CharField(max_length=120, verbose_name='what it is about')),
                ('pseudonym', models.CharField(max_length=60, verbose_name='what we call them')),
                ('text', models.TextField(max_length=5000, verbose_name='the story')),
                ('learning', models.TextField(blank=True, max_length=1000, verbose_name='what it teaches us')),
                ('whose', models.CharField(choices=[('own', 'Their own: they tell it themselves'), ('asked', 'Somebody’s who was asked, and said yes'), ('several', 'Made of several people’s: nobody’s alone'), ('invented', 'Invented, as an example')], max_length=8, verbose_name='whose story it is')),
                ('permission', models.CharField(blank=True, max_length=200, verbose_name='permission')),
                ('how_far', models.CharField(choices=[('group', 'This group, nobody else'), ('above', 'Those above the group too, once the group lets it out'), ('library', 'Other groups too, to learn from, once this one lets it out')], default='group', max_length=7, verbose_name='how far it may go')),
                ('sure_because', models.CharField(blank=True, max_length=200, verbose_name='why nobody can be recognised')),
                ('told_on', models.DateField()),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('client_key', models.UUIDField(unique=True)),
                ('recorded_at', models.DateTimeField()),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stories', to='inquiries.group')),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stories', to='meetings.meeting')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inquiries.membership')),
                ('removed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('told_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stories', to='inquiries.membership')),
            ],
            options={
                'verbose_name_plural': 'stories',
                'ordering': ['-told_on', '-recorded_at'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='smalltest',
            name='story',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='small_tests', to='practices.story'),
        ),
        migrations.CreateModel(
            name='Retelling',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('removed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('text', models.TextField(max_length=3000, verbose_name='what is different now')),
                ('told_on', models.DateField()),
                ('client_key', models.UUIDField(unique=True)),
                ('recorded_at', models.DateTimeField()),
                ('removed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('told_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inquiries.membership')),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='retellings', to='practices.story')),
            ],
            options={
                'ordering': ['told_on', 'recorded_at'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AskAnswer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('says', models.CharField(choices=[('yes', 'Yes'), ('no', 'No, because …'), ('not yet', 'Not yet')], max_length=7, verbose_name='answer')),
                ('because', models.CharField(blank=True, max_length=500, verbose_name='because')),
                ('answers_by', models.DateField(blank=True, null=True, verbose_name='I answer by')),
                ('myself', models.CharField(blank=True, max_length=500, verbose_name='what I will do myself')),
                ('at', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('ask', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='practices.ask')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('stewardship', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='inquiries.stewardship')),
            ],
            options={
                'ordering': ['at'],
                'constraints': [models.UniqueConstraint(fields=('ask', 'by'), name='practices_askanswer_once_a_person'), models.CheckConstraint(condition=models.Q(models.Q(('says', 'no'), _negated=True), models.Q(('because', ''), _negated=True), _connector='OR'), name='practices_askanswer_no_with_reason'), models.CheckConstraint(condition=models.Q(models.Q(('says', 'not yet'), _negated=True), ('answers_by__isnull', False), _connector='OR'), name='practices_askanswer_not_yet_with_a_day')],
            },
        ),
        migrations.AddConstraint(
            model_name='barrier',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('removed_at', None), ('removed_by', None)), models.Q(('removed_at__isnull', False), ('removed_by__isnull', False)), _connector='OR'), name='practices_barrier_removed_at_with_removed_by'),
        ),
        migrations.AddConstraint(
            model_name='ask',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('removed_at', None), ('removed_by', None)), models.Q(('removed_at__isnull', False), ('removed_by__isnull', False)), _connector='OR'), name='practices_ask_removed_at_with_removed_by'),
        ),
        migrations.AddConstraint(
            model_name='cycle',
            constraint=models.UniqueConstraint(fields=('small_test', 'number'), name='practices_cycle_once_a_number'),
        ),
        migrations.AddConstraint(
            model_name='cycle',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision', ''), ('looked_by', None), ('looked_on', None)), models.Q(models.Q(('decision', ''), _negated=True), ('looked_by__isnull', False), ('looked_on__isnull', False)), _connector='OR'), name='practices_cycle_looked_on_with_decision'),
        ),
        migrations.AddConstraint(
            model_name='story',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('removed_at', None), ('removed_by', None)), models.Q(('removed_at__isnull', False), ('removed_by__isnull', False)), _connector='OR'), name='practices_story_removed_at_with_removed_by'),
        ),
        migrations.AddConstraint(
            model_name='story',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('whose', 'asked'), _negated=True), models.Q(('permission', ''), _negated=True), _connector='OR'), name='practices_story_asked_with_permission'),
        ),
        migrations.AddConstraint(
            model_name='smalltest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('removed_at', None), ('removed_by', None)), models.Q(('removed_at__isnull', False), ('removed_by__isnull', False)), _connector='OR'), name='practices_smalltest_removed_at_with_removed_by'),
        ),
        migrations.AddConstraint(
            model_name='smalltest',
            constraint=models.CheckConstraint(condition=models.Q(('look_on__gte', models.F('starts_on'))), name='practices_smalltest_look_after_start'),
        ),
        migrations.AddConstraint(
            model_name='smalltest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_on', None), ('stage', 'trying')), models.Q(models.Q(('stage', 'trying'), _negated=True), ('settled_on__isnull', False)), _connector='OR'), name='practices_smalltest_settled_on_with_stage'),
        ),
        migrations.AddConstraint(
            model_name='retelling',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('removed_at', None), ('removed_by', None)), models.Q(('removed_at__isnull', False), ('removed_by__isnull', False)), _connector='OR'), name='practices_retelling_removed_at_with_removed_by'),
        ),
    ]
