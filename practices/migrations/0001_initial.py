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
                ('story', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='small_tests', to='practices.story')),
            ],
            options={
                'ordering': ['look_on', 'recorded_at'],
                'abstract': False,
            },
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
                'constraints': [models.UniqueConstraint(fields=('small_test', 'number'), name='practices_cycle_once_a_number'), models.CheckConstraint(condition=models.Q(models.Q(('decision', ''), ('looked_by', None), ('looked_on', None)), models.Q(models.Q(('decision', ''), _negated=True), ('looked_by__isnull', False), ('looked_on__isnull', False)), _connector='OR'), name='practices_cycle_looked_on_with_decision')],
            },
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
