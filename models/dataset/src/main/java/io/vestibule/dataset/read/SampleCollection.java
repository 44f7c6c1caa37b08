package io.vestibule.dataset.read;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.TeacherDescriptor;
import io.vestibule.dataset.format.DatasetManifest.OffsetRange;
import io.vestibule.dataset.format.DatasetManifest.SourceFolder;
import io.vestibule.dataset.format.FaceLoading;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Samples of one teacher and alignment that an export selects from, with their origin. They can be read several times. */
public interface SampleCollection {

    TeacherDescriptor teacher();

    /** Name of the face alignment. */
    String alignment();

    /** Content hashes of the datasets that the collection consists of. */
    List<String> contentHashes();

    /** The filters that the samples passed, as an export records them: each name has the start of a content hash as prefix. */
    Map<String, String> filters();

    /** Fingerprints of the Avro schemas that the samples were read with, by schema. */
    Map<String, String> schemas();

    /** The records that the samples were read from, sorted. */
    List<OffsetRange> topics();

    /** The folders that the samples were read from, sorted. */
    List<SourceFolder> folders();

    /** The class centres; empty if no sample has an identity. */
    Optional<Centres> centres();

    /** Whether the similarities of all samples refer to {@link #centres()}. Else an export must compute them again. */
    boolean hasSharedCentres();

    /** Upper limit of the number of samples, for the display of progress. */
    long size();

    /** All samples in order, each face once. */
    SampleReader samples(FaceLoading faces);
}
